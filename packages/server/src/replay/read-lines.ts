import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { CliError } from '../cli/cli-error.js';

const lineCharsMax = 16 * 1024 * 1024;

/**
 * The lines of a text file, or of a gzipped one whose name ends in `.gz`, as they are needed. Lines end at a line feed
 * and nowhere else: `node:readline` also breaks them at U+2028, which JSON strings may contain.
 */
export async function* readLines(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  try {
    for await (const bytes of openFile(file)) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = lines.pop() as string;
      if (rest.length > lineCharsMax) throw new Error(`a line is longer than ${lineCharsMax} characters`);
      yield* lines;
    }
    rest += decoder.decode();
  } catch (error) {
    throw new CliError(`unable to read ${file}; ${(error as Error).message}`, { cause: error });
  }
  if (rest !== '') yield rest;
}

async function* openFile(file: string): AsyncGenerator<Buffer> {
  const bytes = createReadStream(file);
  try {
    if (!file.endsWith('.gz')) {
      yield* bytes;
      return;
    }
    const text = createGunzip();
    bytes.on('error', (error) => text.destroy(error));
    yield* bytes.pipe(text);
  } finally {
    bytes.destroy();
  }
}
