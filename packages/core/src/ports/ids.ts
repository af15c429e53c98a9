/** Randomness and digests as a port. */
export interface Ids {
  /** A random UUID, version 4. */
  uuid(): string;
  /** 256 random bits, base64url. */
  token(): string;
  /** SHA-256 of the text's UTF-8 bytes, base64url. */
  digest(text: string): string;
}
