import type { ReviewEvent } from '../care/reviews.js';
import { emptyConversation, evolveConversation } from '../conversation/evolve.js';
import type { ConversationEvent, ConversationState } from '../conversation/types.js';
import { decideLedger } from '../ledger/decide.js';
import { emptyLedger, evolveLedger, isLedgerEvent } from '../ledger/evolve.js';
import { settlementDue } from '../ledger/settlement-due.js';
import type { LedgerCommand, LedgerEvent, LedgerState } from '../ledger/types.js';
import { emptyPost, evolvePost } from '../lounge/post.js';
import type { PostEvent, PostState } from '../lounge/types.js';
import { isGuarded, type Recognition } from '../recognition/define-recognition.js';
import { likeCalls } from '../recognition/like-calls.js';
import { type PointCall, pointCalls } from '../recognition/point-calls.js';
import { recognisedFacts } from '../recognition/recognised-facts.js';
import { type RecordedEvent, splitStream } from './recorded-event.js';

/** Points of one coach: what was granted and not reversed, and what is pending. */
export interface CoachPoints {
  lifetime: number;
  pending: number;
}

export interface RecognitionReplay {
  /** By coach, who gains most first. `recorded` is what the log says, `replayed` what the rules would have made of it. */
  coaches: readonly { coachId: string; recorded: CoachPoints; replayed: CoachPoints }[];
  /** All points replayed by all recorded; null where none were recorded. */
  inflation: number | null;
}

const system = { kind: 'system', id: 'system', name: 'system' } as const;
const pointsOf = ({ lifetime, pending }: LedgerState = emptyLedger): CoachPoints => ({ lifetime, pending });
const sum = ({ lifetime, pending }: CoachPoints) => lifetime + pending;

/** The ledgers of a community as time goes by: what is due is settled before anything else happens. */
class Ledgers {
  readonly byCoach = new Map<string, LedgerState>();

  give(coachId: string, command: LedgerCommand, now: number): void {
    const ledger = this.byCoach.get(coachId) ?? emptyLedger;
    const decision = decideLedger(command, ledger, { now, actor: system });
    if ('events' in decision) this.byCoach.set(coachId, decision.events.reduce(evolveLedger, ledger));
  }

  settleUntil(now: number): void {
    for (const coachId of this.byCoach.keys()) {
      for (;;) {
        const dueAt = settlementDue(this.byCoach.get(coachId) ?? emptyLedger);
        if (dueAt === null || dueAt > now) break;
        this.give(coachId, { type: 'points.settle', dueAt }, dueAt);
      }
    }
  }
}

/** A second: the node looks for made-up thanks before it settles, and does both once in so long. */
const tickMs = 1_000;

/** What was held for a manager is held for conversations, whatever the rules make of them. */
function reviewCommand({ type, data }: RecordedEvent): LedgerCommand | null {
  const review = { type, data } as unknown as ReviewEvent;
  switch (review.type) {
    case 'review.opened':
      return { type: 'review.hold', conversationIds: review.data.conversationIds };
    case 'review.closed':
      return { type: 'review.judge', released: review.data.released, voided: review.data.voided };
    default:
      return null;
  }
}

/** What people did about points, or other than these rules: it happens in the replay, too. */
function replayedCommand(event: LedgerEvent): LedgerCommand | null {
  switch (event.type) {
    case 'points.pended': {
      const [fact = ''] = event.data.cause.split(':');
      return Object.hasOwn(recognisedFacts, fact) ? null : { type: 'points.award', ...event.data };
    }
    case 'points.voided':
      return event.data.reason === 'changed' ? null : { type: 'points.void', ...event.data };
    case 'points.reversed':
      return event.data.reason === 'changed' ? null : { type: 'points.reverse', ...event.data };
    default:
      return null;
  }
}

/**
 * Plays a community's log under recognition rules, by the code that would have run: who would have which points. What
 * managers looked at is held and judged as it was; of days on which nobody looked, nothing is.
 *
 * @param events in the order of the log; those of other communities must be left out
 * @param until what is due by then is settled; the time of the last event where it isn't given
 */
export function replayRecognition(
  events: Iterable<RecordedEvent>,
  { recognition, until }: { recognition: Recognition; until?: number },
): RecognitionReplay {
  const conversations = new Map<string, ConversationState>();
  const recorded = new Map<string, LedgerState>();
  const posts = new Map<string, PostState>();
  const replayed = new Ledgers();
  const call = (calls: readonly PointCall[], at: number) => {
    if (calls.length > 0) replayed.settleUntil(at);
    for (const { coachId, command } of calls) replayed.give(coachId, command, at);
  };
  let last = 0;
  for (const event of events) {
    const [kind, id] = splitStream(event.stream);
    last = Math.max(last, event.at);
    if (kind === 'coach' && isLedgerEvent(event)) {
      const own = event as unknown as LedgerEvent;
      recorded.set(id, evolveLedger(recorded.get(id) ?? emptyLedger, own));
      const command = replayedCommand(own);
      if (command) {
        replayed.settleUntil(event.at);
        replayed.give(id, command, event.at);
      }
    }
    const review = kind === 'care' && isGuarded(recognition) ? reviewCommand(event) : null;
    if (review) {
      replayed.settleUntil(event.at - tickMs);
      replayed.give(id, review, event.at);
    }
    if (kind === 'post') {
      const before = posts.get(id) ?? emptyPost;
      call(likeCalls({ postId: id, event, before }, recognition), event.at);
      posts.set(id, evolvePost(before, event as unknown as PostEvent));
    }
    if (kind !== 'conversation') continue;
    const before = conversations.get(id) ?? emptyConversation;
    call(pointCalls({ conversationId: id, event, before, recognition }), event.at);
    // The offset matters to redaction alone, which leaves nothing that points rest on.
    conversations.set(id, evolveConversation(before, event as unknown as ConversationEvent, 0));
  }
  replayed.settleUntil(until ?? last);
  return comparePoints(recorded, replayed.byCoach);
}

function comparePoints(
  recorded: ReadonlyMap<string, LedgerState>,
  replayed: ReadonlyMap<string, LedgerState>,
): RecognitionReplay {
  const coaches = [...new Set([...recorded.keys(), ...replayed.keys()])]
    .map((coachId) => ({
      coachId,
      recorded: pointsOf(recorded.get(coachId)),
      replayed: pointsOf(replayed.get(coachId)),
    }))
    .sort((a, b) => sum(b.replayed) - sum(b.recorded) - (sum(a.replayed) - sum(a.recorded)));
  const before = coaches.reduce((all, one) => all + sum(one.recorded), 0);
  const after = coaches.reduce((all, one) => all + sum(one.replayed), 0);
  return { coaches, inflation: before === 0 ? null : after / before };
}
