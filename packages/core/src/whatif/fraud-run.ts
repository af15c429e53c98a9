import { decideLedger } from '../ledger/decide.js';
import { emptyLedger, evolveLedger } from '../ledger/evolve.js';
import type { LedgerCommand, LedgerState } from '../ledger/types.js';
import { awardsFor, causeOf } from '../recognition/awards-for.js';
import type { Recognition } from '../recognition/define-recognition.js';
import { signalsOf } from '../recognition/guards.js';
import { emptyQueue, heldBy, judged, type ReviewQueue, withSignals } from '../recognition/review-queue.js';
import type { RecognitionFact } from '../recognition/types.js';
import type { Chance } from './chance.js';
import { type FraudPlay, home, type PlayedConversation } from './fraud-strategies.js';

export interface FraudRunOptions {
  recognition: Recognition;
  play: FraudPlay;
  /** Unix milliseconds. */
  from: number;
  days: number;
  /** Null for a community that looks at nothing. */
  guarded: { chance: Chance; recognises: number } | null;
}

/** What a coach has in the end. */
export interface FraudBalance {
  thanks: number;
  settled: number;
  pending: number;
  /** What was pending or settled and taken away by a review. */
  takenBack: number;
  /** Conversations that somebody looked at. */
  reviewed: number;
}

const dayMs = 24 * 3_600_000;
/** After the last conversation: all that can settle has. */
const daysAfter = 5;
/** The guards look back so far. */
const lookBackDays = 30;
const actor = { kind: 'system', id: 'system', name: 'system' } as const;

const factOf = ({ coachId, conversationId, visitorId }: PlayedConversation, at: number): RecognitionFact => ({
  type: 'conversation.thanked',
  at,
  coachId,
  conversationId,
  by: visitorId,
  topic: null,
  locale: null,
  stars: null,
  outcome: null,
  exchangedBothWays: true,
});

/** One community over some weeks: thanks come in, guards look every night, a manager the next day, points settle. */
class FraudRun {
  readonly #options: FraudRunOptions;
  readonly #conversations: readonly PlayedConversation[];
  readonly #ledgers = new Map<string, LedgerState>();
  readonly #takenBack = new Map<string, number>();
  readonly #reviewed = new Map<string, Set<string>>();
  readonly #confirmed = new Set<string>();
  #queue: ReviewQueue = emptyQueue;

  constructor(options: FraudRunOptions) {
    this.#options = options;
    this.#conversations = options.play.conversations.filter(({ communityId }) => communityId === home);
  }

  play(): ReadonlyMap<string, FraudBalance> {
    const { from, days, guarded } = this.#options;
    for (let night = from + dayMs; night <= from + (days + daysAfter) * dayMs; night += dayMs) {
      this.#thank(night - dayMs, night);
      if (guarded) this.#look(night);
      for (const coachId of this.#ledgers.keys()) this.#tell(coachId, { type: 'points.settle', dueAt: night }, night);
    }
    return new Map(this.#options.play.originsOf.map(([coachId]) => [coachId, this.#balanceOf(coachId)]));
  }

  /** Refusals are the ledger's business: an attacker asks for all sorts of things. */
  #tell(coachId: string, command: LedgerCommand, now: number): void {
    const ledger = this.#ledgers.get(coachId) ?? emptyLedger;
    const decision = decideLedger(command, ledger, { now, actor });
    if ('events' in decision) this.#ledgers.set(coachId, decision.events.reduce(evolveLedger, ledger));
  }

  #thank(from: number, to: number): void {
    for (const one of this.#conversations) {
      if (one.thankedAt === null || one.thankedAt < from || one.thankedAt >= to) continue;
      for (let revision = 0; revision <= one.changes; revision += 1) {
        const at = one.thankedAt + revision * 60_000;
        const fact = factOf(one, at);
        if (revision > 0) this.#tell(one.coachId, { type: 'points.retract', cause: causeOf(fact) }, at);
        for (const award of awardsFor(this.#options.recognition, fact, revision))
          this.#tell(one.coachId, { type: 'points.award', ...award }, at);
      }
    }
  }

  #look(night: number): void {
    this.#judge(night);
    const since = night - lookBackDays * dayMs;
    const conversations = this.#conversations.filter(({ answeredAt }) => answeredAt >= since && answeredAt < night);
    const originsOf = new Map(this.#options.play.originsOf.map(([id, origins]) => [id, new Set(origins)]));
    const signals = signalsOf({ conversations, originsOf, confirmed: this.#confirmed });
    this.#queue = withSignals(this.#queue, signals, night);
    this.#hold(heldBy(this.#queue), night);
  }

  #hold(held: ReadonlySet<string>, now: number): void {
    for (const [coachId, { entries }] of this.#ledgers)
      for (const { id, status, isHeld, conversationId = '' } of entries) {
        if (status !== 'pending' || isHeld === held.has(conversationId)) continue;
        this.#tell(coachId, { type: isHeld ? 'points.release' : 'points.hold', id }, now);
      }
  }

  /** A manager reads the transcripts. They know some of the made ones for what they are, and no honest one for made. */
  #judge(now: number): void {
    const byId = new Map(this.#conversations.map((one) => [one.conversationId, one]));
    for (const { id, conversationIds } of this.#queue.open) {
      const read = conversationIds.flatMap((one) => byId.get(one) ?? []);
      for (const { coachId, conversationId } of read)
        this.#reviewed.set(coachId, (this.#reviewed.get(coachId) ?? new Set<string>()).add(conversationId));
      const made = read.filter((one) => one.isMade && this.#sees(one));
      const verdict = made.length > 0 ? 'fraud' : 'honest';
      const found = { verdict, conversationIds: made.map((one) => one.conversationId) } as const;
      this.#queue = judged(this.#queue, id, found).queue;
      for (const one of made) this.#takeBack(one, now);
    }
    this.#hold(heldBy(this.#queue), now);
  }

  /** A conversation that passed for real once does so always: looking again is no second draw. */
  #sees({ conversationId }: PlayedConversation): boolean {
    const { guarded } = this.#options;
    return guarded?.chance.happens(guarded.recognises, 'sees', conversationId) ?? false;
  }

  #takeBack({ coachId, conversationId }: PlayedConversation, now: number): void {
    this.#confirmed.add(coachId);
    for (const entry of this.#ledgers.get(coachId)?.entries ?? []) {
      if (entry.conversationId !== conversationId) continue;
      const type = { pending: 'points.void', settled: 'points.reverse' } as const;
      if (entry.status !== 'pending' && entry.status !== 'settled') continue;
      const amount = entry.status === 'pending' ? entry.amount : entry.granted;
      this.#takenBack.set(coachId, (this.#takenBack.get(coachId) ?? 0) + amount);
      this.#tell(coachId, { type: type[entry.status], id: entry.id, reason: 'fraud' }, now);
    }
  }

  #balanceOf(coachId: string): FraudBalance {
    const { settled, pending } = this.#ledgers.get(coachId) ?? emptyLedger;
    return {
      thanks: this.#conversations.filter((one) => one.coachId === coachId && one.thankedAt !== null).length,
      settled,
      pending,
      takenBack: this.#takenBack.get(coachId) ?? 0,
      reviewed: this.#reviewed.get(coachId)?.size ?? 0,
    };
  }
}

/** Plays a community, on the same ledger, rules and guards that it runs on. */
export const playFraudRun = (options: FraudRunOptions): ReadonlyMap<string, FraudBalance> =>
  new FraudRun(options).play();
