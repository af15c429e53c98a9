import { expect, it } from 'vitest';
import { formatWait } from './format-wait.js';

it.each([
  [0, 'less than a minute'],
  [44_999, 'less than a minute'],
  [45_000, 'about a minute'],
  [89_999, 'about a minute'],
  [200_000, 'about 3 minutes'],
  [3_600_000, 'about 60 minutes'],
  [3_700_000, 'more than an hour'],
])('says %i ms as people do: %s', (ms, words) => expect(formatWait(ms)).toBe(words));
