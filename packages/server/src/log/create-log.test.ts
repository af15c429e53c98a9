import { expect, it } from 'vitest';
import { createLog } from './create-log.js';

const record = (level?: string) => {
  const lines: string[] = [];
  const log = createLog({ ...(level && { level }), stream: { write: (line) => void lines.push(line) } });
  return { lines, log };
};

it('writes one line of JSON, whatever is in it', () => {
  const { lines, log } = record();
  log({ level: 'warn', event: 'storage_failed', community: 'a\r\n{"level":"error"}\u001b[31m' });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.trimEnd()).not.toMatch(/\p{Cc}/u);
  expect(JSON.parse(lines[0] as string)).toMatchObject({ level: 'warn', event: 'storage_failed' });
});

it('keeps quiet below its level', () => {
  const { lines, log } = record('error');
  log({ level: 'info', event: 'socket.refused' });
  expect(lines).toEqual([]);
});

it('carries no token, and nothing that somebody wrote', () => {
  const { lines, log } = record();
  const canary = 'canary-4711';
  log({ level: 'info', event: 'x', token: canary, params: { text: canary, token: canary, page: { url: canary } } });
  let parseError: unknown;
  try {
    JSON.parse(`{"text": ${canary}}`);
  } catch (error) {
    parseError = error;
  }
  const database = Object.assign(new Error(`invalid input syntax: "${canary}"`), {
    detail: `row (${canary})`,
    code: '22P02',
  });
  log({ level: 'error', event: 'y', error: parseError });
  log({ level: 'error', event: 'z', error: new Error('unable to commit; the storage failed', { cause: database }) });
  expect(lines.join('')).not.toContain(canary);
  expect(JSON.parse(lines[2] as string).error).toMatchObject({
    message: 'unable to commit; the storage failed',
    cause: { code: '22P02' },
  });
});
