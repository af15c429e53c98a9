import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseTopicModel, type TopicModel } from './topic-model.js';

/** Where a community's model is kept. Ids of communities are fit to be names of files. */
export const modelFile = (dataDir: string, community: string) => path.join(dataDir, 'topics', `${community}.json`);

/** Null where nothing was learnt yet. Rejects with a message that names a file that is no model. */
export async function readModel(file: string): Promise<TopicModel | null> {
  if (!existsSync(file)) return null;
  try {
    return parseTopicModel(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new Error(`unable to use ${file}; ${(error as Error).message}`, { cause: error });
  }
}

/** Written beside, then put in its place at once: who reads meanwhile reads a whole one. */
export async function writeModel(file: string, model: TopicModel): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.part`;
  try {
    await writeFile(draft, JSON.stringify(model), { mode: 0o600, flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
