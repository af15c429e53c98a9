import type { CoachState } from '../coach/types.js';
import type { ConversationState } from '../conversation/types.js';
import type { Engine } from '../engine/create-engine.js';
import { coachStream, conversationStream, streamId } from '../engine/rooms.js';
import type { Notification, NotificationFact, NotifiedPerson, Notifier } from '../ports/notifier.js';
import type { LoggedEvent, Storage } from '../ports/storage.js';
import type { RewardState } from '../recognition/rewards.js';
import { createLogConsumer } from './log-consumer.js';
import type { NodeParts } from './node-parts.js';

const types = ['coach.pinged', 'conversation.closed', 'reward.redeemed'];

/** How often it looks for what is new. */
const lookMs = 1_000;

const support: NotifiedPerson = { id: 'support', kind: 'brand', name: 'support', locales: [], email: null };

/** Tells those who are not connected what the log says they should know. Returns what stops it. */
export function startNotifying(
  parts: NodeParts,
  { communities, notifier }: { communities: readonly string[]; notifier: Notifier },
): () => Promise<void> {
  const { storage, clock, ids, log, engine } = parts;
  const readLog = shareReads(storage);
  const consumers = communities.map((community) =>
    createLogConsumer({
      storage,
      clock,
      ids,
      log,
      community,
      name: 'notifications',
      types,
      readLog,
      async handle(event, { id, signal }) {
        const notification = await notificationOf(engine, event, id);
        if (notification) await notifier.notify(notification, { signal });
      },
    }),
  );
  let cancel = () => {};
  const again = () => {
    cancel = clock.schedule(lookMs, () => {
      // Side by side: a receiver that hangs holds up its own community alone.
      for (const consumer of consumers) void consumer.turn();
      again();
    });
  };
  again();
  return async () => {
    cancel();
    await Promise.all(consumers.map((consumer) => consumer.close()));
  };
}

/** Reads of one place that are asked for at once are one read: most communities stand at the end of the log. */
function shareReads(storage: Storage): Storage['log'] {
  const underWay = new Map<string, ReturnType<Storage['log']>>();
  return (after, limit) => {
    const key = `${after} ${limit}`;
    const shared = underWay.get(key) ?? storage.log(after, limit).finally(() => underWay.delete(key));
    underWay.set(key, shared);
    return shared;
  };
}

/** What an event has somebody told, as things stand now; null where nobody needs to know any more. */
async function notificationOf(engine: Engine, event: LoggedEvent, id: string): Promise<Notification | null> {
  if (event.type === 'coach.pinged') return pinged(engine, event, id);
  return event.type === 'reward.redeemed' ? redeemed(engine, event, id) : handedOver(engine, event, id);
}

async function pinged(engine: Engine, { community, stream, at, data }: LoggedEvent, id: string) {
  const conversationId = typeof data['conversationId'] === 'string' ? data['conversationId'] : null;
  const about = conversationId === null ? [] : [conversationStream(conversationId)];
  const { streams } = await engine.read(community, [stream, ...about]);
  const [coach, conversation] = streams.map(({ state }) => state) as [CoachState, ConversationState?];
  if (coach.kind === 'none') return null;
  const fact = conversationId === null ? visitorHere(data) : requestWaiting(conversationId, conversation, at);
  return fact && { id, community, person: personOf(streamId(stream), coach), at, ...fact };
}

function visitorHere({ topic, locale }: Record<string, unknown>): NotificationFact {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return { kind: 'visitor_here', data: { topic: text(topic), locale: text(locale) } };
}

/** Null where somebody was faster, or the visitor left: no reason to disturb anybody. */
function requestWaiting(conversationId: string, state: ConversationState | undefined, at: number) {
  if (state?.summary.status !== 'waiting') return null;
  const { topic, locale, askedAt } = state.summary;
  const data = { conversationId, topic, locale, waitedMs: Math.max(at - askedAt, 0) };
  return { kind: 'request_waiting', data } satisfies NotificationFact;
}

/** The address as it is now: one that was erased gets nothing any more. */
function personOf(id: string, { kind, name, locales, email }: CoachState): NotifiedPerson {
  return { id, kind: kind === 'none' ? 'coach' : kind, name, locales, email: email ?? null };
}

async function handedOver(engine: Engine, event: LoggedEvent, id: string): Promise<Notification | null> {
  const { community, stream, at, data } = event;
  if (data['outcome'] !== 'handed_over') return null;
  const { streams } = await engine.read(community, [stream]);
  const [conversation] = streams.map(({ state }) => state) as [ConversationState];
  const { topic, locale } = conversation.summary;
  const facts = { conversationId: streamId(stream), topic, locale, outcome: 'handed_over' as const };
  return { id, community, person: support, at, kind: 'handed_over', data: facts };
}

/** Null where a manager was faster. */
async function redeemed(engine: Engine, event: LoggedEvent, id: string): Promise<Notification | null> {
  const { community, stream, at } = event;
  const { redemptionId, coachId, cost } = event.data as { redemptionId: string; coachId: string; cost: number };
  const { streams } = await engine.read(community, [stream, coachStream(coachId)]);
  const [reward, coach] = streams.map(({ state }) => state) as [RewardState, CoachState];
  const redemption = reward.redemptions.find((one) => one.redemptionId === redemptionId);
  if (redemption?.status !== 'reserved') return null;
  const data = { rewardId: streamId(stream), redemptionId, coach: { id: coachId, name: coach.name }, cost };
  return { id, community, person: support, at, kind: 'reward_redeemed', data };
}
