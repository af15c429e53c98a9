import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Numbers that look random and are the same in every run (mulberry32). */
export function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const values = [
  'null',
  'true',
  '-1',
  '1e999',
  '9007199254740993',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '[]',
  '{}',
  '{"__proto__":{"kind":"manager"}}',
  '[[[[]]]]',
  '"../../etc/passwd"',
  '"\' or 1=1 --"',
];

/** One of `frames`, cut, doubled, glued, with a byte or a value changed. */
export function mutated(frames: readonly string[], random: (below: number) => number): string {
  const frame = frames[random(frames.length)] as string;
  const at = random(frame.length);
  const changes = [
    () => frame.slice(0, at),
    () => frame.slice(at),
    () => `${frame.slice(0, at)}${String.fromCharCode(random(0x10000))}${frame.slice(at + 1)}`,
    () => `${frame.slice(0, at)}${frame.slice(random(frame.length))}`,
    () => frame.replace(/"[^"]*"(?=[,}])/, () => values[random(values.length)] as string),
    () => frame.replace(/(?<=:)("[^"]*"|\d+)(?!.*:("[^"]*"|\d+))/, () => values[random(values.length)] as string),
    () => frame.replaceAll('"params":{', `"params":{"x${random(10)}":${values[random(values.length)]},`),
    () => frame + frame,
  ];
  return (changes[random(changes.length)] as () => string)().toWellFormed();
}

/** Characters of any kind, with no structure at all. */
export const noise = (random: (below: number) => number): string =>
  Array.from({ length: random(40) }, () => String.fromCharCode(random(random(8) === 0 ? 0xd800 : 0x80))).join('');

interface JsonCase {
  id: string;
  bytes: Buffer;
}

const corpus = path.resolve(import.meta.dirname, '../../../../../shared/data/protocol-json.jsonl.gz');

// A few of each kind, for checkouts that don't stand beside the shared data.
const own: JsonCase[] = [
  ['n_array_unclosed', '['],
  ['n_object_trailing_comma', '{"id":0,}'],
  ['n_number_then_00', '1\u0000'],
  ['n_structure_open_array_object', '[{"":'.repeat(10_000)],
  ['y_object_empty', '{}'],
  ['y_array_empty', '[]'],
  ['y_string_null_escape', '"\\u0000"'],
  ['i_string_lone_surrogate', '["\\uD800"]'],
  ['n_string_invalid_utf8', '\u00ff'],
].map(([id, text]) => ({ id: id as string, bytes: Buffer.from(text as string, 'latin1') }));

/** JSON that parsers disagree on. */
export function jsonCases(): { source: 'shared' | 'own'; cases: JsonCase[] } {
  if (!existsSync(corpus)) return { source: 'own', cases: own };
  const lines = gunzipSync(readFileSync(corpus)).toString().trim().split('\n');
  const cases = lines.map((line) => {
    const { id, b64 } = JSON.parse(line) as { id: string; b64: string };
    return { id, bytes: Buffer.from(b64, 'base64') };
  });
  return { source: 'shared', cases };
}
