/*
 * Arrays as PostgreSQL receives them in binary (its source, `array_recv`): a head, then each element's length and bytes.
 * As text, each quote of each element is escaped here and unescaped there, which was a tenth of what a message cost.
 */

type Tuples = readonly (readonly unknown[])[];

/** Dimensions, whether nulls may come, the type of the elements; then the dimension's size and its first index. */
const headBytes = 20;
const textOid = 25;
const bigintOid = 20;
const nullLength = -1;
/** UTF-8 takes at most this many bytes for a UTF-16 code unit. */
const codeUnitBytes = 3;

function writeHead(bytes: Buffer, elementOid: number, size: number): void {
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(1, 4);
  bytes.writeInt32BE(elementOid, 8);
  bytes.writeInt32BE(size, 12);
  bytes.writeInt32BE(1, 16);
}

/** `text[]` of a column of tuples: strings and nulls. */
export function textArrayOf(tuples: Tuples, column: number): Buffer {
  let bytesMax = headBytes;
  for (const tuple of tuples) bytesMax += 4 + codeUnitBytes * ((tuple[column] as string | null)?.length ?? 0);
  const bytes = Buffer.allocUnsafe(bytesMax);
  writeHead(bytes, textOid, tuples.length);
  let at = headBytes;
  for (const tuple of tuples) {
    const text = tuple[column];
    const length = typeof text === 'string' ? bytes.write(text, at + 4) : nullLength;
    bytes.writeInt32BE(length, at);
    at += 4 + Math.max(length, 0);
  }
  return bytes.subarray(0, at);
}

/** `bigint[]` of a column of tuples: safe integers and nulls. */
export function integerArrayOf(tuples: Tuples, column: number): Buffer {
  const bytes = Buffer.allocUnsafe(headBytes + 12 * tuples.length);
  writeHead(bytes, bigintOid, tuples.length);
  let at = headBytes;
  for (const tuple of tuples) {
    const value = tuple[column];
    if (typeof value !== 'number') at = bytes.writeInt32BE(nullLength, at);
    else {
      at = bytes.writeInt32BE(8, at);
      at = bytes.writeInt32BE(Math.floor(value / 2 ** 32), at);
      at = bytes.writeUInt32BE(value >>> 0, at);
    }
  }
  return bytes.subarray(0, at);
}
