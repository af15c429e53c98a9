import { expect, it } from 'vitest';
import WebSocket from 'ws';
import { encodeTextFrames } from './text-frames.js';

it('makes frames that ws reads as they were, at every length of the head', () => {
  const texts = ['', 'a', 'x'.repeat(125), 'x'.repeat(126), 'é👟'.repeat(40), 'x'.repeat(65_535), '👟'.repeat(20_000)];
  const read: string[] = [];
  const receiver = new WebSocket.Receiver({ isServer: false });
  receiver.on('message', (data: Buffer) => void read.push(data.toString()));
  receiver.write(encodeTextFrames(texts));
  expect(read).toEqual(texts);
});
