import type { NodeLogEntry } from '@entraide/core';
import { type DestinationStream, destination, pino } from 'pino';
import { describeError } from './describe-error.js';

export type Log = (entry: NodeLogEntry) => void;

const secrets = [
  'token',
  'secret',
  'authorization',
  'password',
  'url',
  'text',
  'comment',
  'question',
  'content',
  'page',
];

/**
 * Structured lines on standard error. The core hands over facts without content; names that could carry a secret or
 * what somebody wrote are blanked all the same.
 *
 * @param options.level pino's levels, or `silent`. @defaultValue `info`
 */
export function createLog(options: { level?: string; stream?: DestinationStream } = {}): Log {
  const { level = 'info', stream = destination({ dest: 2, sync: true }) } = options;
  const logger = pino(
    {
      level,
      base: null,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
      timestamp: () => `,"at":${Date.now()}`,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: 'event',
    },
    stream,
  );
  return ({ level: severity, event, error, ...facts }) =>
    logger[severity](error === undefined ? facts : { ...facts, error: describeError(error) }, event);
}
