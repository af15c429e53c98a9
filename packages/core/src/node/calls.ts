import type { Person } from '../engine/rooms.js';
import { type CommandMethod, type Method, methods } from '../protocol/methods.js';
import type { Refusal } from '../protocol/refusals.js';
import type { Params } from '../protocol/types.js';
import { answerCommand } from './commands.js';
import { readCoverage } from './coverage.js';
import { explain } from './explain.js';
import { exportPerson } from './export-person.js';
import { feedStream } from './feeds.js';
import { findConversations } from './find-conversations.js';
import type { ParsedCall } from './json-rpc.js';
import type { CommunityParts, NodeParts } from './node-parts.js';
import type { FeedReader } from './open-feed.js';
import type { Session } from './session.js';
import type { ViewReader } from './views.js';

/** What a call is answered: JSON text, and what follows once it was sent. */
export type Answer = { result: string; sent?: () => void } | { refused: Refusal; retryAfterMs?: number };

interface Call<M extends Method = Method> {
  parts: NodeParts;
  community: CommunityParts;
  session: Session;
  person: Person;
  params: Params<M>;
}

type Handler<M extends Method> = (call: Call<M>) => Promise<Answer> | Answer;

const done: Answer = { result: '{}' };
const notFound: Answer = { refused: 'not_found' };

const handlers: { [M in Exclude<Method, CommandMethod | 'session.open' | 'signal'>]: Handler<M> } = {
  'availability.get'({ community, params }) {
    const { topic } = params;
    if (topic !== undefined && !community.topics.has(topic)) return { refused: 'unknown_topic' };
    return { result: JSON.stringify(community.presence.availability(params)) };
  },

  async 'match.explain'({ parts, community, person, params }) {
    const explained = await explain(parts, community, { actor: person, conversationId: params.conversationId });
    return explained ? { result: JSON.stringify(explained) } : notFound;
  },

  async 'conversation.find'({ parts, session, params }) {
    const { community } = session;
    const found = await findConversations(parts.storage, { ...params, community, now: parts.clock.now() });
    return { result: JSON.stringify(found) };
  },

  async 'coverage.read'({ parts, session, params }) {
    return { result: JSON.stringify(await readCoverage(parts.storage, session.community, params)) };
  },

  async 'person.export'({ parts, session, person, params }) {
    const page = await exportPerson(parts, { community: session.community, actor: person, params });
    return 'refused' in page ? page : { result: JSON.stringify(page) };
  },

  async 'feed.open'({ parts, session, person, params }) {
    const { feed } = params;
    const stream = feedStream(feed, person);
    if (!stream) return notFound;
    if (session.feeds.size >= parts.limits.feedsMax && !session.feeds.has(feed)) return { refused: 'too_many_feeds' };
    closeFeed(session, feed);
    const reader: FeedReader = {
      actor: person,
      feed,
      stream,
      send: session.send,
      ended: () => void session.feeds.delete(feed),
    };
    session.feeds.set(feed, { reader, end: parts.feedReaders.add(session.community, reader) });
    const drop = () => session.feeds.get(feed)?.reader === reader && closeFeed(session, feed);
    const found = await parts.feedReads.open(session.community, person, params).catch((error: unknown) => {
      drop();
      throw error;
    });
    if (!found) {
      drop();
      return notFound;
    }
    const { answer, state, readsUntil } = found;
    if (readsUntil !== undefined) reader.readsUntil = readsUntil;
    const { epoch, offset } = answer;
    return {
      result: JSON.stringify(answer),
      sent: () => parts.feedReaders.start(session.community, reader, { epoch, offset, state }),
    };
  },

  async 'feed.pull'({ parts, session, person, params }) {
    const page = await parts.feedReads.pull(session.community, person, params);
    return page ? { result: JSON.stringify(page) } : notFound;
  },

  'feed.close'({ session, params }) {
    closeFeed(session, params.feed);
    return done;
  },

  async 'view.open'({ session, community, person, params }) {
    const { view } = params;
    const open = session.views.get(view);
    if (open) community.views.close(open);
    const reader: ViewReader = { actor: person, view, send: session.send };
    session.views.set(view, reader);
    const drop = () => session.views.get(view) === reader && session.views.delete(view);
    const rows = await community.views.open(reader).catch((error: unknown) => {
      drop();
      throw error;
    });
    if (!rows) {
      drop();
      return notFound;
    }
    return { result: JSON.stringify(rows), sent: () => community.views.start(reader) };
  },

  'view.close'({ session, community, params }) {
    const open = session.views.get(params.view);
    if (open) community.views.close(open);
    session.views.delete(params.view);
    return done;
  },
};

function closeFeed(session: Session, feed: string): void {
  session.feeds.get(feed)?.end();
  session.feeds.delete(feed);
}

/** Answers a call of a person who may make it; rejects when the storage doesn't answer. */
export function answerCall(parts: NodeParts, session: Session, { method, params }: ParsedCall): Promise<Answer> {
  const { person } = session;
  const community = parts.community(session.community);
  if (!person || !community) return Promise.resolve(notFound);
  if (methods[method].kind === 'command')
    return answerCommand(parts, session, { person, method: method as CommandMethod, params });
  const handler = handlers[method as keyof typeof handlers] as Handler<Method>;
  return Promise.resolve(handler({ parts, community, session, person, params: params as never }));
}
