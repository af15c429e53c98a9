import { existsSync } from 'node:fs';
import path from 'node:path';
import { createJiti } from 'jiti';
import { parseSettings, type Settings } from './parse-settings.js';

const names = ['entraide.config.ts', 'entraide.config.js', 'entraide.config.mjs'];

/** The settings file of a folder; null where there is none. */
export function findSettingsFile(folder: string): string | null {
  const files = names.map((name) => path.join(folder, name));
  return files.find((file) => existsSync(file)) ?? null;
}

/**
 * Reads `entraide.config.ts`, `.js` or `.mjs`: one community, an array of them, or `{ communities, server }`.
 *
 * Throws with a message that names the file, and each wrong field.
 */
export async function loadSettings(file: string): Promise<Settings> {
  const whole = path.resolve(file);
  if (!existsSync(whole)) throw new Error(`unable to read the settings; there is no file ${whole}`);
  return parseSettings(await loadDefaultExport(whole), whole);
}

async function loadDefaultExport(file: string): Promise<unknown> {
  const jiti = createJiti(file, { fsCache: false, moduleCache: false, interopDefault: false });
  let loaded: unknown;
  try {
    loaded = await jiti.import(file);
  } catch (error) {
    throw new Error(`unable to read the settings in ${file}; ${(error as Error).message}`, { cause: error });
  }
  const exported = (loaded as { default?: unknown }).default;
  if (exported === undefined) throw new Error(`unable to read the settings in ${file}; it has no default export`);
  return exported;
}
