const finalText = 0x81;
/** Lengths up to this stand in the second byte itself; above, in two or in eight more. */
const shortMax = 125;
const twoBytes = 126;
const eightBytes = 127;

const headBytes = (length: number) => {
  if (length <= shortMax) return 2;
  return length <= 0xffff ? 4 : 10;
};

/**
 * Text frames as a server sends them, final and unmasked (RFC 6455, 5.2), in one buffer: what one turn says to somebody
 * leaves in one write. Frame by frame, `ws` makes two buffers and two writes of each, which was a fifth of a message's cost.
 */
export function encodeTextFrames(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + headBytes(length) + length, 0));
  let at = 0;
  for (const [index, text] of texts.entries()) {
    const length = lengths[index] as number;
    bytes[at] = finalText;
    if (length <= shortMax) bytes[at + 1] = length;
    else if (length <= 0xffff) {
      bytes[at + 1] = twoBytes;
      bytes.writeUInt16BE(length, at + 2);
    } else {
      bytes[at + 1] = eightBytes;
      bytes.writeBigUInt64BE(BigInt(length), at + 2);
    }
    at += headBytes(length);
    at += bytes.write(text, at);
  }
  return bytes;
}
