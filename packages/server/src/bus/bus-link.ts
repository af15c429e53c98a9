import type { BusUrl } from './bus-url.js';

/** One way to a broker, which keeps itself open. Texts go to channels; nothing is kept for who isn't there. */
export interface BusLink {
  isUp(): boolean;
  /** Resolves when the broker has it, more or less; rejects or throws where it can't be sent. */
  send(channel: string, text: string): Promise<unknown>;
  /** Resolves when it is live, or the link closed. Lasts through reconnects. */
  listen(channel: string, heard: (text: string) => void): Promise<void>;
  unlisten(channel: string): Promise<void>;
  close(): Promise<void>;
}

export interface BusLinkOptions extends BusUrl {
  /** It came or went; the error is why. */
  changed(error?: unknown): void;
}

export type OpenBusLink = (options: BusLinkOptions) => BusLink;

const back = { firstMs: 100, maxMs: 5_000, leastMs: 50 };

/** How long to wait before another attempt: full jitter, so that nodes don't come back in one moment. */
export const busBackoffMs = (attempts: number): number =>
  back.leastMs + Math.round(Math.random() * Math.min(back.maxMs, back.firstMs * 2 ** Math.min(attempts, 10)));
