const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

/**
 * FNV-1a over UTF-16 code units, then the finaliser of MurmurHash3, so that ids which differ in their last letter lie far
 * apart. 32 bits, the same everywhere; no secret.
 */
export function stableHash(text: string, seed = 0): number {
  let hash = (offsetBasis ^ seed) >>> 0;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const hex = (value: number) => value.toString(16).padStart(8, '0');

/** 64 bits as 16 hexadecimal digits: names what was hashed, for people who compare. */
export const stableDigest = (text: string): string => hex(stableHash(text)) + hex(stableHash(text, prime));
