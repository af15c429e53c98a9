import { CliError } from '../cli/cli-error.js';
import { type Dialogue, parseDialogue } from './dialogue.js';
import { readLines } from './read-lines.js';

/**
 * Reads a JSON Lines file of dialogues, one at a time; empty lines are no dialogues. Throws at the first line that is
 * none, with a message that names its number.
 */
export async function* readDialogues(
  file: string,
  { limit = Number.POSITIVE_INFINITY }: { limit?: number } = {},
): AsyncGenerator<Dialogue> {
  let number = 0;
  let count = 0;
  for await (const line of readLines(file)) {
    if (count >= limit) return;
    number += 1;
    if (line.trim() === '') continue;
    count += 1;
    yield parseLine(line, { file, number });
  }
}

function parseLine(line: string, { file, number }: { file: string; number: number }): Dialogue {
  try {
    return parseDialogue(line);
  } catch (error) {
    throw new CliError(`unable to read line ${number} of ${file}; ${(error as Error).message}`, { cause: error });
  }
}
