import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCommunity, views } from '@entraide/core';
import { topicExamples } from '@entraide/core/conformance';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSqliteStorage } from '../storage/sqlite-storage.js';
import { modelFile, readModel } from '../topics/model-file.js';

const bin = path.resolve(import.meta.dirname, '../../bin/entraide.mjs');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'entraide-topics-'));
  writeFileSync(path.join(folder, 'entraide.config.ts'), "export default [{ id: 'shop', classifier: {} }];");
});
afterEach(() => rmSync(folder, { recursive: true }));

function train(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'topics', 'train', '--data', folder, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '' },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

/** Answers questions in the database of the folder, as a server would. */
async function answer(examples: readonly { text: string; topic: string }[]) {
  const storage = createSqliteStorage({ file: path.join(folder, 'entraide.db'), views });
  const community = createCommunity({ id: 'shop', storage });
  const ben = await community.coach({ name: 'Ben' });
  for (const { text, topic } of examples) {
    const ana = await community.visitor();
    const { conversationId } = await ana.call('conversation.ask', { text, topic });
    await ben.call('request.claim', { conversationId });
    await ben.call('message.post', { conversationId, text: 'Here is how.' });
    await ben.call('conversation.close', { conversationId, outcome: 'served' });
    ana.close();
  }
  await community.close();
  await storage.close();
}

it('learns from the answered conversations, and leaves a model where the server looks for it', async () => {
  await answer(topicExamples);
  const { status, stdout, stderr } = train('--community', 'shop');
  expect(stderr).toContain(`shop: ${topicExamples.length} answered questions with a topic, ${topicExamples.length} of`);
  expect(stderr).toContain('learnt 2 topics: constructor, shoes');
  expect({ status, stdout }).toEqual({ status: 0, stdout: `${modelFile(folder, 'shop')}\n` });
  const model = await readModel(modelFile(folder, 'shop'));
  expect(model?.guess('Which shoe size fits wide feet?', 'en')?.topic).toBe('shoes');
});

it('says what is missing where there is too little to learn from', async () => {
  await answer(topicExamples.slice(0, 7));
  const { status, stdout, stderr } = train('--community', 'shop');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('unable to train; 1 of 1 topics have 3 answered questions, two must');
  expect(await readModel(modelFile(folder, 'shop'))).toBeNull();
});

it('names the communities there are, and explains itself', () => {
  const unknown = train('--community', 'shoop');
  expect(unknown.status).toBe(1);
  expect(unknown.stderr).toContain('unable to train; there is no community shoop\nThe settings describe shop.');
  expect(train()).toMatchObject({ status: 1, stdout: '' });
  const help = train('--help');
  expect(help.status).toBe(0);
  expect(help.stdout).toContain('Examples:\n');
});
