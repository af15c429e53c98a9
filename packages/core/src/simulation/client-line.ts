import type { Clock } from '../ports/clock.js';
import type { TransportConnection, TransportListener } from '../ports/transport.js';
import type { Dice } from './dice.js';
import type { JournalFact } from './journal.js';

export interface ClientOptions {
  who: string;
  token: string;
  clock: Clock;
  dice: Dice;
  /** The chance that a command is sent twice. */
  repeats: () => number;
  /** Connects to some node. */
  open(listener: TransportListener): TransportConnection;
  note(fact: JournalFact, connection: number): void;
  /** Views that it keeps open. */
  views: readonly string[];
  /** Feeds that it keeps open from the beginning. */
  feeds: readonly string[];
}

/** What a session needs of its connection. */
export interface Line {
  readonly connection: number;
  /** `answer` is called once, unless the connection ends before. */
  call(method: string, params: object, answer: (frame: AnswerFrame) => void): void;
  note(fact: JournalFact): void;
}

export interface AnswerFrame {
  result?: Record<string, unknown>;
  error?: { message: string; data?: { reason?: string; retryAfterMs?: number } };
}
