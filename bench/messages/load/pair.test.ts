import { describe, expect, it } from 'vitest';
// biome-ignore lint/correctness/useImportExtensions: Node runs it as it is, with no build between.
import { Pair } from './pair.mjs';

const send = (count: number) => {
  const pair = new Pair({ conversationId: 'c' });
  pair.take(count);
  return pair;
};

describe('a pair under load', () => {
  it('counts a message that was acknowledged and arrived, whichever came first', () => {
    const pair = send(2);
    expect(pair.acknowledge(0)).toBe(false);
    expect(pair.arrive(pair.messageId(0))).toBe(0);
    expect(pair.arrive(pair.messageId(1))).toBe(-1);
    expect(pair.acknowledge(1)).toBe(true);
    expect(pair.completed).toBe(2);
  });

  it('fails on a message that arrives a second time', () => {
    const pair = send(2);
    pair.arrive(pair.messageId(0));
    expect(() => pair.arrive(pair.messageId(0))).toThrow('delivered message 0 a second time where message 1 was next');
  });

  it('fails on messages in another order than they were sent', () => {
    const pair = send(2);
    expect(() => pair.arrive(pair.messageId(1))).toThrow('delivered message 1 where message 0 was next');
  });

  it('fails on a message nobody sent, be its id prepared or not', () => {
    const pair = send(1);
    pair.arrive(pair.messageId(0));
    expect(() => pair.arrive(pair.messageId(1))).toThrow('message 1');
    expect(() => pair.arrive('other')).toThrow('a message nobody sent');
  });

  it('fails on a second acknowledgement, and on one of nothing', () => {
    const pair = send(1);
    pair.acknowledge(0);
    expect(() => pair.acknowledge(0)).toThrow('acknowledged message 0 twice');
    expect(() => pair.acknowledge(1)).toThrow('acknowledged 1, which was never sent');
    expect(() => pair.acknowledge(Number.NaN)).toThrow('never sent');
  });

  it('hands out each frame once, masked, across the batches in which they were made', () => {
    const pair = new Pair({ conversationId: 'c', encode: ({ n }) => `message ${String(n).padStart(4, '0')}` });
    pair.prepare(3);
    const bytes = Buffer.concat([...pair.take(2), ...pair.take(2), ...pair.take(1)]);
    expect(readFrames(bytes)).toEqual([0, 1, 2, 3, 4].map((n) => `message 000${n}`));
  });
});

/** Short masked text frames, as RFC 6455 lays them out. */
function readFrames(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    expect(bytes[at]).toBe(0x81);
    const length = (bytes[at + 1] ?? 0) & 0x7f;
    const mask = bytes.subarray(at + 2, at + 6);
    const payload = bytes.subarray(at + 6, at + 6 + length);
    texts.push(Buffer.from(payload.map((byte, i) => byte ^ (mask[i & 3] ?? 0))).toString());
    at += 6 + length;
  }
  return texts;
}
