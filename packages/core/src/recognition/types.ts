import type { PointCaps } from '../ledger/types.js';
import type { GuardOptions } from './guards.js';
import type { LadderOptions } from './recognise.js';

/**
 * What may be asked of a fact before it is recognised: the whole vocabulary. Each part is plain JSON, so a page can show
 * and edit it.
 */
export type Condition =
  /** The coach wrote, and the visitor wrote after that. */
  | { if: 'exchangedBothWays' }
  /** Of a rating. */
  | { if: 'starsAtLeast'; stars: number }
  /** Of a conversation that ended. */
  | { if: 'outcomeIs'; outcome: string }
  | { if: 'topicIsOneOf'; topics: readonly string[] }
  | { if: 'localeIsOneOf'; locales: readonly string[] }
  /** By the clock on the wall of the community; `from` is, `to` isn't; may pass midnight. */
  | { if: 'duringHours'; from: string; to: string };

/** What happened, as far as recognition looks. */
export interface RecognitionFact {
  /** The event that told it. */
  type: string;
  at: number;
  coachId: string;
  conversationId: string | null;
  /** What is paid for, once. @defaultValue the conversation */
  causeId?: string;
  /** Whose recognition it is: the visitor's. Null where nobody's is. */
  by: string | null;
  topic: string | null;
  locale: string | null;
  stars: number | null;
  outcome: string | null;
  exchangedBothWays: boolean;
}

/** So many points for a fact of a kind. */
export interface PointRule extends PointCaps {
  /** A whole number, 1 or more. */
  points: number;
  /** The event that they are for. */
  on: string;
  /** What people read in their history; two rules need two. @defaultValue `on` */
  kind?: string;
  /** All must hold. @defaultValue none */
  conditions?: readonly Condition[];
}

/** What a community's recognition is, as its settings say it: plain data. */
export interface RecognitionOptions extends LadderOptions {
  /** Named by every transfer. @defaultValue a digest of the rest */
  version?: string;
  /** IANA name: whose calendar days caps go by. @defaultValue UTC */
  timeZone?: string;
  /** How long points are pending. @defaultValue a day */
  settleAfterMs?: number;
  /** How long visitors may change thanks and ratings. @defaultValue 15 minutes */
  editableMs?: number;
  /** Points of all kinds a day. @defaultValue no such bound */
  capPerDay?: number;
  points?: readonly PointRule[];
  /** What made-up thanks are found by; false for a community that looks at nothing. @defaultValue `guardDefaults` */
  guards?: GuardOptions | false;
}
