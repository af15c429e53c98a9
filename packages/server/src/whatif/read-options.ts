import { readFile } from 'node:fs/promises';
import { createJiti } from 'jiti';

/** What a file says: JSON, or the default export of a module. */
export async function readOptions(file: string): Promise<unknown> {
  if (file.endsWith('.json')) return JSON.parse(await readFile(file, 'utf8'));
  const jiti = createJiti(file, { fsCache: false, moduleCache: false, interopDefault: false });
  const loaded = (await jiti.import(file)) as { default?: unknown };
  if (loaded.default === undefined) throw new Error('it has no default export');
  return loaded.default;
}
