import type { Participant } from '../participant.js';
import type { LawAction, LawDeed } from './law-actions.js';
import type { LawBook } from './law-book.js';
import type { LawCoach } from './law-people.js';

interface Cast {
  book: LawBook;
  coaches: readonly LawCoach[];
  visitors: readonly Participant[];
  /** Lets time go by. */
  pass(ms: number): Promise<void>;
}

/** Who does something, and to which conversation; null where there is none yet. */
interface Scene {
  coach: LawCoach;
  visitor: Participant;
  /** Any at all. */
  anything: string;
  /** One that the coach holds, the visitor has, or the coach sees; anything where there is none. */
  own: string;
  mine: string;
  shown: string;
  which: number;
  coaches: readonly LawCoach[];
}

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(list.length, 1)];

/** Turns actions into calls of the people they choose. */
export function createDeeds(cast: Cast): (action: LawAction) => unknown {
  return (action) => {
    if (action.kind === 'wait') return cast.pass(action.ms);
    const scene = sceneOf(cast, action);
    if (scene.anything || isAlone(action.kind)) return deeds[action.kind](scene);
    return undefined;
  };
}

const isAlone = (kind: LawDeed) => ['ask', 'presence', 'connect', 'disconnect'].includes(kind);

function sceneOf({ book, coaches, visitors }: Cast, { who, which }: LawAction): Scene {
  const coach = pick(coaches, who) as LawCoach;
  const visitor = pick(visitors, who) as Participant;
  const all = [...book.requests.values()];
  const anything = pick(all, which)?.id ?? '';
  const held = all.filter(({ holder }) => holder === coach.id);
  const open = all.filter(({ visitorId, status }) => visitorId === visitor.id && status !== 'closed');
  return {
    coach,
    visitor,
    anything,
    own: pick(held, which)?.id ?? anything,
    mine: pick(open, which)?.id ?? anything,
    shown: pick([...coach.live.keys()], which) ?? anything,
    which,
    coaches,
  };
}

const deeds: Readonly<Record<LawDeed, (scene: Scene) => unknown>> = {
  ask: ({ visitor, which }) => visitor.call('conversation.ask', { text: 'Which size?', later: which % 2 === 0 }),
  connect: ({ coach, which }) => coach.connect(which),
  disconnect: ({ coach }) => coach.disconnect(),
  presence: ({ coach, which }) =>
    coach.call('presence.set', { status: which % 4 === 0 ? 'away' : 'available', capacity: 1 + (which % 3) }),
  claim: ({ coach, shown }) => coach.call('request.claim', { conversationId: shown }),
  claimAnything: ({ coach, anything }) => coach.call('request.claim', { conversationId: anything }),
  decline: ({ coach, shown }) => coach.call('request.decline', { conversationId: shown }),
  answer: ({ coach, own }) => coach.call('message.post', { conversationId: own, text: 'Half a size up.' }),
  write: ({ visitor, mine }) => visitor.call('message.post', { conversationId: mine, text: 'And the colour?' }),
  release: ({ coach, own }) => coach.call('conversation.release', { conversationId: own }),
  extend: ({ coach, own }) => coach.call('request.extend', { conversationId: own }),
  close: ({ coach, own }) => coach.call('conversation.close', { conversationId: own, outcome: 'served' }),
  leave: ({ visitor, mine }) => visitor.call('conversation.leave', { conversationId: mine }),
  block: ({ coach, visitor, own, mine, which }) =>
    which % 2 === 0
      ? visitor.call('conversation.block', { conversationId: mine, reason: 'abuse' })
      : coach.call('conversation.block', { conversationId: own, reason: 'abuse' }),
  transfer({ coach, coaches, own, which }) {
    const { id } = pick(coaches, which) as LawCoach;
    const [named, topic, staff] = [{ kind: 'coach', id }, { kind: 'topic', id: 'returns' }, { kind: 'staff' }] as const;
    const to = pick([named, named, named, topic, staff], which) ?? named;
    return coach.call('conversation.transfer', { conversationId: own, to });
  },
};
