import type { LoggedEvent } from '../ports/storage.js';
import type { JournalEntry } from './journal.js';
import type { Truth } from './truth.js';

/** A promise that was broken. */
export interface Violation {
  /** Its number in `docs/reliability.md`. */
  rule: string;
  text: string;
  /** Whom and what it concerns: ids and names to look for in a journal. */
  about: readonly string[];
}

/** What the checks know of a run beside its journals. All times are Unix milliseconds. */
export interface RunTerms {
  /** No coach may hold more than this. */
  capacityMax: number;
  /** From here on nothing failed any more; absent where that never was so: then nothing needs to come to its end. */
  healedAt?: number;
  endedAt?: number;
  /** How far the nodes' clocks may have been from each other, and how long anything takes while nothing fails. */
  clockOffMsMax: number;
}

/** What is checked: what people noted, and what is stored in the end. */
export interface Evidence {
  journal: readonly JournalEntry[];
  truth: Truth;
  terms: RunTerms;
}

/** The same, in the order in which checks need it. */
export interface Ground extends Evidence {
  /** Events by stream, in the order of the log. */
  streams: ReadonlyMap<string, readonly LoggedEvent[]>;
  /** Who is who: the person of each client. */
  people: ReadonlyMap<string, { kind: string; id: string }>;
  broken: Violation[];
}

export function breaks(ground: Ground, rule: string, [text, ...about]: readonly [string, ...string[]]): void {
  ground.broken.push({ rule, text, about });
}

/** An event's data, with what people wrote. */
export const dataOf = ({ data, content }: LoggedEvent): Record<string, unknown> => ({ ...data, ...content });

/** The id behind a stream's name. */
export const idOf = (stream: string) => stream.slice(stream.indexOf('/') + 1);
