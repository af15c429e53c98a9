import type { Command, CommandOutcome } from '../engine/command.js';
import {
  announcementStream,
  backstageStream,
  careStream,
  coachStream,
  conversationStream,
  loungeStream,
  type Person,
  privacyStream,
  type RoomCommand,
  recognitionStream,
  rewardStream,
  streamId,
  threadStream,
} from '../engine/rooms.js';
import { type CommandMethod, rights } from '../protocol/methods.js';
import { isStandingCommand } from '../recognition/decide-standing.js';
import { findBlocked } from './blocks.js';
import { findTopic } from './find-topic.js';
import { isPerson } from './is-person.js';
import type { NodeParts } from './node-parts.js';
import type { Session } from './session.js';

/** A command as it came from a person who may give it. */
export interface CommandCall {
  person: Person;
  method: CommandMethod;
  params: Record<string, unknown>;
}

/** A command that has its place in the engine's order; in an object, so that waiting for the place isn't waiting for it. */
interface Started {
  outcome: Promise<CommandOutcome>;
}

const done: CommandOutcome = { result: '{}' };

/** Executes a person's command; rejects when the storage doesn't answer. */
export async function answerCommand(parts: NodeParts, session: Session, call: CommandCall): Promise<CommandOutcome> {
  const outcome = await (starts[call.method] || session.turn !== null
    ? inTurn(session, startOf(parts, session, call))
    : execute(parts, commandOf(parts, session, call)));
  if ('refused' in outcome) parts.figures.commandsRefused += 1;
  else parts.figures.commandsAccepted += 1;
  return outcome;
}

const closing: CommandOutcome = { refused: 'unavailable', retryAfterMs: 1_000 };

const execute = (parts: NodeParts, command: Command): Promise<CommandOutcome> =>
  parts.isClosing ? Promise.resolve(closing) : parts.engine.execute(command);

/** Some commands need a read before they start. What the session sends meanwhile starts after them. */
async function inTurn(session: Session, start: () => Promise<Started>): Promise<CommandOutcome> {
  const turn = session.turn === null ? start() : session.turn.then(start, start);
  session.turn = turn;
  const over = () => {
    if (session.turn === turn) session.turn = null;
  };
  turn.then(over, over);
  return (await turn).outcome;
}

type Start = (parts: NodeParts, session: Session, call: CommandCall) => () => Promise<Started>;

/** How a command starts when its turn comes. What the session knows is taken now, as of the moment it was sent. */
function startOf(parts: NodeParts, session: Session, call: CommandCall): () => Promise<Started> {
  const start = starts[call.method];
  if (start) return start(parts, session, call);
  const command = commandOf(parts, session, call);
  return async () => ({ outcome: execute(parts, command) });
}

const startAsk: Start = (parts, session, call) => {
  const command = commandOf(parts, session, call);
  return async () => {
    const asked = await withTopic(parts, command);
    const open = await findOpen(parts, session, call.person);
    const openCount = open.filter((stream) => stream !== command.stream).length;
    // The turn lasts until the answer, so that the next question counts this one.
    const outcome = await execute(parts, { ...asked, openCount });
    if ('result' in outcome) session.asked = command.stream;
    return { outcome: Promise.resolve(outcome) };
  };
};

/** The params stay what was received: a retry is the same command, whatever is guessed the second time. */
async function withTopic(parts: NodeParts, command: Command): Promise<Command> {
  const community = parts.community(command.community);
  if (!community || command.body.type !== 'conversation.ask') return command;
  const choice = await findTopic(parts, community, command.body);
  if (!choice) return command;
  return { ...command, body: { ...command.body, topic: choice.topic, topicFrom: choice.from } };
}

/** Brings a coach and a visitor together, who must not have blocked each other. */
const startMeeting: Start = (parts, session, call) => {
  const command = commandOf(parts, session, call);
  const { to } = call.params as { to?: { kind: string; id?: string } };
  const coachId = to ? to.id : call.person.id;
  return async () => {
    const blockedVisitorIds = coachId ? await findBlocked(parts.storage, session.community, coachId) : [];
    return { outcome: execute(parts, { ...command, blockedVisitorIds }) };
  };
};

const startPage: Start = (parts, session, call) => {
  const { url, title } = call.params as { url: string; title: string };
  session.page = { url, title };
  return async () => {
    const open = await findOpen(parts, session, call.person);
    const stream = open.find((one) => one === session.asked) ?? open.at(-1);
    // A page without an open conversation is remembered for the next question.
    if (!stream) return { outcome: Promise.resolve(done) };
    return { outcome: execute(parts, commandOf(parts, session, call, stream)) };
  };
};

/** What waits for a coach before all others is found first: it goes to the others with the same commit. */
const startSuspend: Start = (parts, session, call) => {
  const command = commandOf(parts, session, call);
  return async () => {
    const where = { firstCoachId: streamId(command.stream), status: ['waiting', 'on_hold'] };
    const { rows } = await parts.storage.find('conversation', { community: session.community, where, limit: 100 });
    const reservedIds = rows.map(({ key }) => key);
    return { outcome: execute(parts, { ...command, body: { ...command.body, reservedIds } as RoomCommand }) };
  };
};

/** Of somebody: a visitor is known by their conversations alone. */
const startOnPerson: Start = (parts, session, call) => {
  const command = commandOf(parts, session, call);
  const { personId } = call.params as { personId: string };
  return async () => {
    const isKnown = await isPerson(parts, session.community, personId);
    return { outcome: execute(parts, { ...command, body: { ...command.body, isKnown } as RoomCommand }) };
  };
};

/** Commands that need a read before they start. */
const starts: Readonly<Partial<Record<CommandMethod, Start>>> = {
  'conversation.ask': startAsk,
  'page.set': startPage,
  'request.claim': startMeeting,
  'conversation.transfer': startMeeting,
  'coach.suspend': startSuspend,
  'visitor.erase': startOnPerson,
  'hold.place': startOnPerson,
};

/** What isn't for the visitor to read stands on another stream. */
const backstageCommands: readonly CommandMethod[] = [
  'request.decline',
  'conversation.report',
  'conversation.inspect',
  'report.close',
];

/** The stream that a command is about. */
function streamOf({ person, method, params }: CommandCall): string {
  const {
    conversationId,
    coachId = person.id,
    announcementId,
    rewardId,
    personId,
  } = params as Record<string, string | undefined>;
  if (personId) return privacyStream(personId);
  if (method.startsWith('lounge.')) return loungeStream;
  if (rewardId) return rewardStream(rewardId);
  if (isStandingCommand({ type: method })) return recognitionStream(coachId.toLowerCase());
  if (method === 'thread.post') return threadStream(coachId);
  if (method === 'review.close') return careStream(coachId.toLowerCase());
  if (announcementId) return announcementStream(announcementId);
  if (!conversationId) return coachStream(coachId === person.id ? coachId : coachId.toLowerCase());
  return backstageCommands.includes(method) ? backstageStream(conversationId) : conversationStream(conversationId);
}

/** A post is one post, and a redemption is one, however its id is spelt. */
const inLowerCase = ({ postId, commentId, redemptionId, ...fields }: Record<string, string | undefined>) => ({
  ...fields,
  ...withoutUndefined({
    postId: postId?.toLowerCase(),
    commentId: commentId?.toLowerCase(),
    redemptionId: redemptionId?.toLowerCase(),
  }),
});

/** What the engine is told of a command beside what was sent. */
function knownOf(session: Session, { method, person, params }: CommandCall): Record<string, unknown> {
  if (method === 'conversation.ask') return withoutUndefined({ locale: session.locale, page: session.page });
  if (method === 'points.reverse') return { id: params.awardId };
  return method === 'reward.redeem' ? { coachId: person.id } : {};
}

function commandOf(parts: NodeParts, session: Session, call: CommandCall, named?: string): Command {
  const { person, method, params } = call;
  const {
    commandId,
    conversationId,
    coachId: _,
    announcementId: __,
    rewardId: ___,
    awardId: ____,
    personId: _____,
    ...fields
  } = params as Record<string, string | undefined>;
  return {
    community: session.community,
    id: commandId?.toLowerCase() ?? parts.ids.uuid(),
    actor: person,
    stream: named ?? streamOf(call),
    relation: rights[method].relation,
    body: { type: method, ...knownOf(session, call), ...inLowerCase(fields) } as unknown as RoomCommand,
    params,
    ...originOf(parts, session, person),
  };
}

/** A coach who is connected for days is seen on each of them. */
function originOf(parts: NodeParts, session: Session, person: Person): Pick<Command, 'origin'> {
  const origin = session.origin();
  if (origin === null) return {};
  const { community } = session;
  if (person.kind === 'coach')
    void parts
      .community(community)
      ?.origins.seen(person.id, origin)
      .catch((error: unknown) => parts.log({ level: 'warn', event: 'origin_not_stored', community, error }));
  return { origin };
}

/** A visitor's conversations that aren't closed, the latest asked last. */
async function findOpen({ storage }: NodeParts, session: Session, person: Person): Promise<string[]> {
  const where = { visitorId: person.id, status: ['waiting', 'claimed', 'held', 'on_hold'] };
  const { rows } = await storage.find('conversation', { community: session.community, where, limit: 100 });
  const askedAt = ({ row }: (typeof rows)[number]) => Number(row?.askedAt ?? 0);
  return rows.sort((a, b) => askedAt(a) - askedAt(b)).map(({ key }) => conversationStream(key));
}

const withoutUndefined = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
