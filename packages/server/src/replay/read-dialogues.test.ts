import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readDialogues } from './read-dialogues.js';

const folder = mkdtempSync(path.join(tmpdir(), 'entraide-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function idsOf(file: string, limit?: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of readDialogues(file, limit === undefined ? {} : { limit })) ids.push(id);
  return ids;
}

const line = (id: string, text = 'hello') => JSON.stringify({ id, turns: [{ from: 'visitor', text, t: 0 }] });

describe('a file of dialogues', () => {
  it('is read plain and gzipped, with and without a last line feed', async () => {
    const text = `${line('a')}\n\n${line('b')}\r\n${line('c')}`;
    expect(await idsOf(fileOf('plain.jsonl', text))).toEqual(['a', 'b', 'c']);
    expect(await idsOf(fileOf('packed.jsonl.gz', gzipSync(`${text}\n`)))).toEqual(['a', 'b', 'c']);
  });

  it('has lines that end at a line feed and nowhere else', async () => {
    const text = `${line('a', 'one\u2028two\u2029three\u0085')}\n${line('b')}`;
    expect(await idsOf(fileOf('separators.jsonl', text))).toEqual(['a', 'b']);
  });

  it('is read whole where a character spans two chunks', async () => {
    const text = `x${'é'.repeat(100_000)}`;
    const read = [];
    for await (const { turns } of readDialogues(fileOf('long.jsonl', line('a', text)))) read.push(turns[0]?.text);
    expect(read).toEqual([text]);
  });

  it('is read no further than the limit', async () => {
    expect(await idsOf(fileOf('limit.jsonl', `${line('a')}\n${line('b')}\nbroken`), 2)).toEqual(['a', 'b']);
  });

  it.each([
    ['not JSON', '{"id": "b"', 'it is not JSON'],
    ['no turns', '{"id": "b"}', 'turns: '],
    ['no text', '{"id": "b", "turns": [{"from": "visitor", "text": 7, "t": 0}]}', 'turns.0.text: '],
    ['a wrong language', '{"id": "b", "locale": "en_US", "turns": []}', 'locale: must be a BCP 47 language tag'],
  ])('names the line with %s', async (name, broken, reason) => {
    const file = fileOf(`${name}.jsonl`, `${line('a')}\n\n${broken}\n${line('c')}`);
    await expect(idsOf(file)).rejects.toThrow(`unable to read line 3 of ${file}; ${reason}`);
  });

  it.each([
    ['missing', () => path.join(folder, 'missing.jsonl')],
    ['not gzipped', () => fileOf('plain.gz', line('a'))],
    ['cut short', () => fileOf('cut.gz', gzipSync(`${line('a')}\n`.repeat(50)).subarray(0, 60))],
    ['not UTF-8', () => fileOf('latin.jsonl', Buffer.from('{"id": "caf\xe9"}', 'latin1'))],
  ])('says in one line that it is %s', async (_, make) => {
    const file = make();
    await expect(idsOf(file)).rejects.toThrow(new RegExp(`^unable to read ${file}; .+$`));
  });
});
