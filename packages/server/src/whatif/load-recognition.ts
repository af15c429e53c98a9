import { existsSync } from 'node:fs';
import path from 'node:path';
import { checkRecognition, defineRecognition, type Recognition, type RecognitionOptions } from '@entraide/core';
import { CliError } from '../cli/cli-error.js';
import { readOptions } from './read-options.js';

/**
 * Recognition rules from a file: JSON, or the default export of a module, which may be defined or the options alone. Throws
 * with a message that names the file and each wrong field.
 */
export async function loadRecognition(file: string): Promise<Recognition> {
  const whole = path.resolve(file);
  const failed = (reason: string, cause?: unknown) =>
    new CliError(`unable to read the recognition in ${file}; ${reason}`, { cause });
  if (!existsSync(whole)) throw failed('there is no such file');
  const options = await readOptions(whole).catch((error: unknown) => {
    throw failed((error as Error).message, error);
  });
  if (typeof options !== 'object' || options === null) throw failed('it holds no recognition');
  const own = isDefined(options) ? options.options : (options as RecognitionOptions);
  const problems = checkRecognition(own);
  if (problems.length > 0) throw failed(problems.map(({ field, message }) => `${field}: ${message}`).join('; '));
  return defineRecognition(own);
}

const isDefined = (value: object): value is Recognition => 'pointsOn' in value && 'options' in value;
