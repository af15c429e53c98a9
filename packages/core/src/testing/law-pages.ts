import type { LoggedEvent } from '../ports/storage.js';

/** A request as the log tells it. */
export interface LoggedRequest {
  id: string;
  visitorId: string;
  askedAt: number;
  status: 'waiting' | 'claimed' | 'held' | 'on_hold' | 'closed';
  holder: string | null;
  lastCoach: string | null;
  outcome: string | null;
  firstRight: { coachId: string; until: number | null } | null;
  declinedBy: Set<string>;
  /** Since when it waits this time. */
  waitsSince: number;
  /** When the open offers end, by coach. */
  offers: Map<string, number | null>;
  /** Coaches who let it pass, or gave it back. */
  passed: Set<string>;
  board: boolean;
}

export interface LoggedCoach {
  slots: Set<string>;
  capacity: number;
  status: 'available' | 'away';
}

/** The book while it is written. */
export interface LawPages {
  requests: Map<string, LoggedRequest>;
  coaches: Map<string, LoggedCoach>;
  /** When, by pair. */
  blocked: Map<string, number>;
  broken: string[];
  capacityMax: number;
  /** Whether an older request has every slot before a newer one. */
  ordered: boolean;
}

export const pair = (coachId: string, visitorId: string) => `${coachId} ${visitorId}`;

/** Notes a law that an event breaks. */
export function hold({ broken }: LawPages, event: LoggedEvent, law: [holds: boolean, text: string]): void {
  const [holds, text] = law;
  if (!holds) broken.push(`${text}: ${event.type} in ${event.stream}#${event.offset} by ${event.by.name}`);
}
