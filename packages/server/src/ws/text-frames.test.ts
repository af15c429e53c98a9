import type { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import * as ws from 'ws';
import { encodeTextFrames } from './text-frames.js';

/** Exported by `ws`, and missing from its types. */
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

it('makes frames that ws reads as they were, at every length of the head', async () => {
  const texts = ['', 'a', 'x'.repeat(125), 'x'.repeat(126), 'é👟'.repeat(40), 'x'.repeat(65_535), '👟'.repeat(20_000)];
  const read: string[] = [];
  const receiver = new Receiver({ isServer: false });
  receiver.on('message', (data: Buffer) => void read.push(data.toString()));
  receiver.write(encodeTextFrames(texts));
  await expect.poll(() => read).toEqual(texts);
});
