import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { topicExamples } from '@entraide/core/conformance';
import { afterAll, expect, it } from 'vitest';
import { modelFile, readModel, writeModel } from './model-file.js';
import { trainTopicModel } from './topic-model.js';

const folder = mkdtempSync(path.join(tmpdir(), 'entraide-topics-'));
afterAll(() => rmSync(folder, { recursive: true }));
const model = trainTopicModel(topicExamples.map((example) => ({ ...example, locale: 'en' })));

it('is read as it was written, for its owner alone, and leaves nothing beside', async () => {
  const file = modelFile(folder, 'shop');
  await writeModel(file, model);
  await writeModel(file, model);
  expect((await readModel(file))?.guess('Which shoe size?', 'en')).toEqual(model.guess('Which shoe size?', 'en'));
  expect(readdirSync(path.dirname(file))).toEqual(['shop.json']);
  expect(statSync(file).mode & 0o077).toBe(0);
});

it('is none where nothing was learnt', async () => expect(await readModel(modelFile(folder, 'other'))).toBeNull());

it.each([
  ['', 'Unexpected end'],
  ['{"format":1,', ''],
  ['{"format":1}', 'unable to read the topic model; network: Invalid input'],
])('is refused, by the name of its file, where it says %s', async (text, message) => {
  const file = modelFile(folder, 'broken');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  await expect(readModel(file)).rejects.toThrow(`unable to use ${file}; ${message}`);
});

it('leaves the old one where the new one can not be written', async () => {
  const file = modelFile(folder, 'kept');
  await writeModel(file, model);
  const broken = {
    ...model,
    toJSON: () => {
      throw new Error('disk full');
    },
  };
  await expect(writeModel(file, broken)).rejects.toThrow('disk full');
  expect(await readModel(file)).not.toBeNull();
  expect(readdirSync(path.dirname(file)).filter((name) => name.startsWith('kept'))).toEqual(['kept.json']);
});
