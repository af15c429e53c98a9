import { stableHash } from '../matching/stable-hash.js';

const seed = 0x9e3779b9;

/**
 * 53 bits of an id or a cause, as a whole number. Two that share one would cost a coach an award: with ten thousand final
 * awards that is one chance in a million million, which is less than a disk errs.
 */
export const usedDigest = (text: string): number =>
  (stableHash(text) & 0x1fffff) * 0x1_0000_0000 + stableHash(text, seed);
