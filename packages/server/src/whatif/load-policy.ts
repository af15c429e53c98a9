import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  checkMatchingPolicy,
  defineMatchingPolicy,
  type MatchingPolicy,
  type MatchingPolicyOptions,
  type TopicTree,
} from '@entraide/core';
import { CliError } from '../cli/cli-error.js';
import { readOptions } from './read-options.js';

/**
 * A policy from a file: JSON as `serializeMatchingPolicy` gives it, or the default export of a module, which may be a
 * policy or its options. Throws with a message that names the file and each wrong field.
 */
export async function loadPolicy(file: string, topics: TopicTree | null): Promise<MatchingPolicy> {
  const whole = path.resolve(file);
  const failed = (reason: string, cause?: unknown) =>
    new CliError(`unable to read the policy in ${file}; ${reason}`, { cause });
  if (!existsSync(whole)) throw failed('there is no such file');
  const options = await readOptions(whole).catch((error: unknown) => {
    throw failed((error as Error).message, error);
  });
  if (typeof options !== 'object' || options === null) throw failed('it holds no policy');
  const own = isDefined(options) ? options.options : (options as MatchingPolicyOptions);
  const problems = checkMatchingPolicy(own, topics);
  if (problems.length > 0) throw failed(problems.map(({ field, message }) => `${field}: ${message}`).join('; '));
  return defineMatchingPolicy(own);
}

const isDefined = (value: object): value is MatchingPolicy => 'plans' in value && 'options' in value;
