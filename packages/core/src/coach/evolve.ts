import { emptyLedger, evolveLedger, isLedgerEvent } from '../ledger/evolve.js';
import type { LedgerEvent } from '../ledger/types.js';
import { withDeclared, withHelped, withoutHelped, withVerified } from './expertise.js';
import type { CoachEvent, CoachState } from './types.js';

/** Conversations at once, unless the coach chose otherwise. */
export const capacityDefault = 3;

/** Pings a day, unless the coach chose otherwise. */
export const pingsPerDayDefault = 3;

/** The level of a topic that came with a token, which says no level: the middle. */
export const declaredLevelDefault = 3;

/** Visitors not to meet again that are remembered. */
const avoidsMax = 1_000;

/** Claims and pings that are remembered; more than a day of either. */
const timesMax = 50;

export const emptyCoach: CoachState = {
  kind: 'none',
  subject: null,
  name: '',
  locales: [],
  topics: [],
  status: 'available',
  until: null,
  capacity: capacityDefault,
  avoids: [],
  slots: [],
  expertise: [],
  helped: [],
  claimedAt: [],
  pingedAt: [],
  pingedFor: [],
  quietHours: null,
  pingsPerDayMax: pingsPerDayDefault,
  email: null,
  onBoards: true,
  tier: null,
  grades: [],
  suspension: null,
  ledger: emptyLedger,
};

interface FoldedEvent {
  type: string;
  at: number;
  data: Record<string, unknown>;
}

/**
 * The fold of a coach's stream, shared by server and client: unknown types are from a newer server, missing fields from
 * an older one.
 */
export function evolveCoach(state: CoachState, event: FoldedEvent): CoachState {
  if (isLedgerEvent(event)) {
    const ledger = evolveLedger(state.ledger ?? emptyLedger, event);
    return { ...state, ledger };
  }
  const known = event as unknown as Exclude<CoachEvent, LedgerEvent>;
  switch (known.type) {
    case 'coach.provisioned':
      return provisioned(known);
    case 'presence.changed': {
      const { status, capacity = state.capacity, until = null } = known.data;
      return { ...state, status, capacity, until };
    }
    case 'preferences.changed': {
      const { topics, ...changed } = known.data;
      return withDeclared({ ...emptyCoach, ...state, ...changed }, topics);
    }
    case 'expertise.verified':
      return withVerified({ ...emptyCoach, ...state }, known.data);
    case 'expertise.earned':
      return withHelped({ ...emptyCoach, ...state }, known.data);
    case 'expertise.withdrawn':
      return withoutHelped({ ...emptyCoach, ...state }, known.data);
    case 'standing.changed': {
      if ('tier' in known.data) return { ...state, tier: known.data.tier };
      return { ...state, grades: [...(state.grades ?? []), known.data.grade] };
    }
    case 'coach.pinged': {
      const { pingedAt, pingedFor } = { ...emptyCoach, ...state };
      const { conversationId } = known.data;
      return { ...state, pingedAt: latest(pingedAt, known.at), pingedFor: latest(pingedFor, conversationId) };
    }
    case 'coach.suspended':
      return { ...state, suspension: { at: known.at, reason: known.data.reason ?? null } };
    case 'coach.reinstated':
      return { ...state, suspension: null };
    case 'slot.taken': {
      const { claimedAt } = { ...emptyCoach, ...state };
      return {
        ...state,
        slots: [...state.slots, known.data.conversationId],
        claimedAt: latest(claimedAt, known.at),
      };
    }
    case 'slot.freed':
      return { ...state, slots: state.slots.filter((id) => id !== known.data.conversationId) };
    case 'visitor.avoided': {
      const { visitorId } = known.data;
      const avoids = state.avoids ?? [];
      return visitorId === undefined ? state : { ...state, avoids: [...avoids, visitorId].slice(-avoidsMax) };
    }
    case 'coach.left':
      // Conversations that they hold are given back, and points stay as they were awarded.
      return { ...emptyCoach, slots: state.slots, ledger: state.ledger ?? emptyLedger };
    case 'content.redacted':
      // An address, and why a manager suspended somebody, are all that people write here.
      return { ...state, email: null, suspension: state.suspension ? { ...state.suspension, reason: null } : null };
    default:
      return state;
  }
}

function provisioned({ data }: Extract<CoachEvent, { type: 'coach.provisioned' }>): CoachState {
  const state: CoachState = { ...emptyCoach, ...data, subject: data.subject ?? null };
  return withDeclared(
    state,
    data.topics.map((topic) => ({ topic, level: declaredLevelDefault })),
  );
}

const latest = <T>(list: readonly T[], one: T): readonly T[] => [...list, one].slice(-timesMax);

/** What the coach intends at a moment: a choice that ended has turned into its opposite; who is suspended is away. */
export const intentAt = (
  { status, until, suspension }: Pick<CoachState, 'status' | 'until'> & Partial<Pick<CoachState, 'suspension'>>,
  now: number,
): 'available' | 'away' => {
  if (suspension) return 'away';
  if (until === null || now < until) return status;
  return status === 'available' ? 'away' : 'available';
};
