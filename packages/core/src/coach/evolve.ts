import type { CoachEvent, CoachState } from './types.js';

/** Conversations at once, unless the coach chose otherwise. */
export const capacityDefault = 3;

export const emptyCoach: CoachState = {
  kind: 'none',
  subject: null,
  name: '',
  locales: [],
  topics: [],
  status: 'available',
  until: null,
  capacity: capacityDefault,
  slots: [],
};

interface FoldedEvent {
  type: string;
  data: Record<string, unknown>;
}

/** The fold of a coach's stream, shared by server and client: unknown types are from a newer server. */
export function evolveCoach(state: CoachState, event: FoldedEvent): CoachState {
  const known = event as unknown as CoachEvent;
  switch (known.type) {
    case 'coach.provisioned':
      return { ...emptyCoach, ...known.data, subject: known.data.subject ?? null };
    case 'presence.changed': {
      const { status, capacity = state.capacity, until = null } = known.data;
      return { ...state, status, capacity, until };
    }
    case 'slot.taken':
      return { ...state, slots: [...state.slots, known.data.conversationId] };
    case 'slot.freed':
      return { ...state, slots: state.slots.filter((id) => id !== known.data.conversationId) };
    default:
      return state;
  }
}

/** What the coach intends at a moment: a choice that ended has turned into its opposite. */
export const intentAt = ({ status, until }: CoachState, now: number): 'available' | 'away' => {
  if (until === null || now < until) return status;
  return status === 'available' ? 'away' : 'available';
};
