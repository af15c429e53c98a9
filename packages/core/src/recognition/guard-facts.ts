/** An answered conversation, as the guards look at it. No text, no address: digests that say only whether two are the same. */
export interface GuardedConversation {
  conversationId: string;
  coachId: string;
  visitorId: string;
  /** Unix milliseconds; from then on both had written. */
  answeredAt: number;
  /** Null where the visitor didn't thank, which is no fault of anybody. */
  thankedAt: number | null;
  /** From the coach's last message to the thanks. */
  thankedAfterMs: number | null;
  /** Keyed digests of the networks that the visitor came from, each comparable within one day; none where it isn't known. */
  origins: readonly string[];
  /** A digest of the question's words. */
  question: string | null;
}

/** What the guards know, of one community and some weeks. */
export interface GuardFacts {
  conversations: readonly GuardedConversation[];
  /** From where each coach was connected of late, as the same digests. */
  originsOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Coaches of whom a manager has confirmed fraud: all their thanks are looked at. @defaultValue none */
  confirmed?: ReadonlySet<string>;
}

/**
 * `self_thanks`: the visitor sat where the coach sits · `thank_ring`: coaches, as visitors, thank one another round ·
 * `one_visitor`: most thanks are from one person · `scripted`: the same words, or thanks faster than anybody reads ·
 * `burst`: more thanks in an hour than conversations fit in · `thank_rate`: thanked far more often than everybody else ·
 * `sampled`: by lot, as everybody's are · `confirmed`: there was fraud before · `newcomer`: some of a newcomer's
 * conversations, thanked for or not.
 */
export type SignalKind = (typeof signalKinds)[number];

export const signalKinds = [
  'self_thanks',
  'thank_ring',
  'one_visitor',
  'scripted',
  'burst',
  'thank_rate',
  'sampled',
  'confirmed',
  'newcomer',
] as const;

/** A reason to look, never a verdict. */
export interface Signal {
  kind: SignalKind;
  coachIds: readonly string[];
  /** The thanked conversations that it rests on. */
  conversationIds: readonly string[];
  /** In words for the manager who looks. The coach is told only that somebody does. */
  why: string;
}
