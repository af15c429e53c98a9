import type { CoachState } from '../coach/types.js';
import type { ConversationState } from '../conversation/types.js';
import type { Engine } from '../engine/create-engine.js';
import { conversationStream, streamId } from '../engine/rooms.js';
import type { Notification, NotifiedPerson, Notifier } from '../ports/notifier.js';
import type { LoggedEvent, Storage } from '../ports/storage.js';
import { createLogConsumer } from './log-consumer.js';
import type { NodeParts } from './node-parts.js';

const types = ['coach.pinged', 'conversation.closed'];

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
  return event.type === 'coach.pinged' ? requestWaiting(engine, event, id) : handedOver(engine, event, id);
}

async function requestWaiting(engine: Engine, event: LoggedEvent, id: string): Promise<Notification | null> {
  const { community, at, data } = event;
  const conversationId = data['conversationId'];
  if (typeof conversationId !== 'string') return null;
  const { streams } = await engine.read(community, [event.stream, conversationStream(conversationId)]);
  const [coach, conversation] = streams.map(({ state }) => state) as [CoachState, ConversationState];
  const { status, topic, locale, askedAt } = conversation.summary;
  // Somebody was faster, or the visitor left: no reason to disturb anybody.
  if (status !== 'waiting' || coach.kind === 'none') return null;
  const person = personOf(streamId(event.stream), coach);
  const facts = { conversationId, topic, locale, waitedMs: Math.max(at - askedAt, 0) };
  return { id, community, person, at, kind: 'request_waiting', data: facts };
}

function personOf(id: string, { kind, name, locales, ...coach }: CoachState): NotifiedPerson {
  const email = 'email' in coach && typeof coach.email === 'string' ? coach.email : null;
  return { id, kind: kind === 'none' ? 'coach' : kind, name, locales, email };
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
