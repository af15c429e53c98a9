import { Writable } from 'node:stream';
import { afterEach, expect, it, vi } from 'vitest';
import { createProgress } from './progress.js';

afterEach(() => void vi.useRealTimers());

it('writes a line now and then where nobody sits at a terminal', () => {
  vi.useFakeTimers();
  let written = '';
  const progress = createProgress(200, { write: (text) => (written += text) });
  progress.show({ done: 7, messages: 90, wrong: 0 });
  expect(written).toBe('');
  vi.advanceTimersByTime(3_000);
  expect(written).toBe('replay: 7 of 200 dialogues, 90 messages, 0 wrong\n');
  progress.end();
  vi.advanceTimersByTime(60_000);
  expect(written.split('\n')).toHaveLength(2);
});

it('draws a bar on a terminal', () => {
  let written = '';
  const terminal = new Writable({
    write(chunk, _, done) {
      written += chunk;
      done();
    },
  });
  const progress = createProgress(200, Object.assign(terminal, { isTTY: true, columns: 120 }));
  progress.show({ done: 200, messages: 3_000, wrong: 1 });
  progress.end();
  expect(written).toContain('200/200 dialogues, 3000 messages, 1 wrong');
});
