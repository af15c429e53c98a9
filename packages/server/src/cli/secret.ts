import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { secretBytesMin } from '../auth/token-options.js';
import { CliError } from './cli-error.js';

const howTo = 'Make one with: openssl rand -base64 32';

/** The file of a demo's own secret. */
export const secretFile = (dataDir: string) => path.join(dataDir, 'secret');

/**
 * The secret that signs and checks tokens: the environment's, else the one that a demo keeps in its data folder.
 *
 * @param options.make whether to make one where there is none: for demos only
 */
export function resolveSecret(options: { env: NodeJS.ProcessEnv; dataDir: string; make?: boolean }): string | null {
  const told = options.env['ENTRAIDE_SECRET'];
  if (told) {
    if (Buffer.byteLength(told) >= secretBytesMin) return told;
    throw new CliError(`unable to use ENTRAIDE_SECRET; it must have at least ${secretBytesMin} bytes`, { todo: howTo });
  }
  const file = secretFile(options.dataDir);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  return options.make ? makeSecret(file) : null;
}

function makeSecret(file: string): string {
  const secret = randomBytes(32).toString('base64url');
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  } catch (error) {
    // Somebody was faster; theirs holds.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFileSync(file, 'utf8').trim();
    throw new CliError(`unable to keep the demo's secret in ${file}; ${(error as Error).message}`, { cause: error });
  }
}
