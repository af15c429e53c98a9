import type { GuardedConversation } from '../recognition/guard-facts.js';
import type { Chance } from './chance.js';

/** A conversation of the fraud scenario: what the guards see, and what they don't. */
export interface PlayedConversation extends GuardedConversation {
  /** Nobody needed help: both sides are the attacker's. */
  isMade: boolean;
  /** How often the thanks are taken back and given again within the time for changes. */
  changes: number;
  /** Which community it was in. */
  communityId: string;
}

/** What an attacker does, day by day. */
export interface FraudPlay {
  conversations: readonly PlayedConversation[];
  /** Coaches of the attack, and from where each is connected. */
  originsOf: readonly (readonly [coachId: string, origins: readonly string[]])[];
}

export interface FraudTerms {
  chance: Chance;
  /** Names the run: what is drawn by lot goes by conversation, and each run has its own. */
  run: string;
  /** Unix milliseconds. */
  from: number;
  days: number;
  /** Conversations of each attacker, and of each honest coach: their effort. */
  effort: number;
}

export interface FraudStrategy {
  name: string;
  play(terms: FraudTerms): FraudPlay;
}

const dayMs = 24 * 3_600_000;
export const home = 'here';

type Made = Partial<PlayedConversation> & { coachId: string; thankedAt: number };

/** As careful as it gets, unless a strategy says otherwise: a new visitor, another network, other words, human pace. */
const make = (id: string, more: Made): PlayedConversation => ({
  conversationId: id,
  visitorId: `visitor of ${id}`,
  answeredAt: more.thankedAt - 600_000,
  thankedAfterMs: 40_000,
  origins: [],
  question: `words of ${id}`,
  isMade: true,
  changes: 0,
  communityId: home,
  ...more,
});

const spread = ({ effort, from, days }: FraudTerms, each: (index: number, thankedAt: number) => PlayedConversation) =>
  Array.from({ length: effort }, (_, index) => each(index, from + Math.floor(((index + 0.5) * days * dayMs) / effort)));

const selfThanks: FraudStrategy = {
  name: 'self-thanks',
  play: (terms) => ({
    conversations: spread(terms, (index, thankedAt) =>
      make(`${terms.run} self ${index}`, { coachId: 'self', thankedAt, origins: ['home of self'] }),
    ),
    originsOf: [['self', ['home of self']]],
  }),
};

const members = ['ring 1', 'ring 2', 'ring 3'];

const ring: FraudStrategy = {
  name: 'ring of three',
  play: (terms) => ({
    conversations: members.flatMap((coachId, place) =>
      spread(terms, (index, thankedAt) =>
        make(`${terms.run} ${coachId} ${index}`, {
          coachId,
          thankedAt,
          origins: [`home of ${members[(place + 2) % 3]}`],
        }),
      ),
    ),
    originsOf: members.map((coachId) => [coachId, [`home of ${coachId}`]]),
  }),
};

const burst: FraudStrategy = {
  name: 'burst',
  play: (terms) => ({
    conversations: spread(terms, (index) =>
      make(`${terms.run} burst ${index}`, {
        coachId: 'burst',
        thankedAt: terms.from + 20 * dayMs + index * 60_000,
        thankedAfterMs: 400,
        question: 'one script',
      }),
    ),
    originsOf: [['burst', ['home of burst']]],
  }),
};

const slowDrip: FraudStrategy = {
  name: 'slow drip',
  play: (terms) => ({
    conversations: spread(terms, (index, thankedAt) =>
      make(`${terms.run} drip ${index}`, { coachId: 'drip', thankedAt }),
    ),
    originsOf: [['drip', ['home of drip']]],
  }),
};

/** Knows the guard for rates, and stays below it. */
const patientDrip: FraudStrategy = {
  name: 'slow drip, six in ten',
  play: (terms) => ({
    conversations: spread(terms, (index, thankedAt) => {
      const one = make(`${terms.run} patient ${index}`, { coachId: 'patient', thankedAt });
      return terms.chance.happens(0.6, 'patient', index) ? one : { ...one, thankedAt: null, thankedAfterMs: null };
    }),
    originsOf: [['patient', ['home of patient']]],
  }),
};

/** The same few conversations, thanked, taken back and thanked again: as many acts as others have conversations. */
const reversalFarming: FraudStrategy = {
  name: 'reversal farming',
  play: (terms) => ({
    conversations: spread({ ...terms, effort: Math.floor(terms.effort / 5) }, (index, thankedAt) =>
      make(`${terms.run} farm ${index}`, { coachId: 'farm', thankedAt, changes: 4 }),
    ),
    originsOf: [['farm', ['home of farm']]],
  }),
};

/** All of it in a community of their own, to be a coach here by what they did there. */
const laundering: FraudStrategy = {
  name: 'cross-community laundering',
  play: (terms) => ({
    conversations: spread(terms, (index, thankedAt) =>
      make(`${terms.run} launder ${index}`, { coachId: 'launderer', thankedAt, communityId: 'bazaar' }),
    ),
    originsOf: [['launderer', ['home of launderer']]],
  }),
};

/** The ways in which points have been made up elsewhere. Each attacker does nothing else. */
export const fraudStrategies: readonly FraudStrategy[] = [
  selfThanks,
  ring,
  burst,
  slowDrip,
  patientDrip,
  reversalFarming,
  laundering,
];
