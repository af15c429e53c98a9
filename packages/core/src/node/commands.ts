import type { Command, CommandOutcome } from '../engine/command.js';
import { coachStream, conversationStream, type Person, type RoomCommand } from '../engine/rooms.js';
import { type CommandMethod, methods } from '../protocol/methods.js';
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
  const outcome = await (call.method === 'conversation.ask' || call.method === 'page.set' || session.turn !== null
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

/** How a command starts when its turn comes. What the session knows is taken now, as of the moment it was sent. */
function startOf(parts: NodeParts, session: Session, call: CommandCall): () => Promise<Started> {
  if (call.method === 'page.set') return startPage(parts, session, call);
  const command = commandOf(parts, session, call);
  if (call.method !== 'conversation.ask') return async () => ({ outcome: execute(parts, command) });
  return async () => {
    const open = await findOpen(parts, session, call.person);
    const openCount = open.filter((stream) => stream !== command.stream).length;
    // The turn lasts until the answer, so that the next question counts this one.
    const outcome = await execute(parts, { ...command, openCount });
    if ('result' in outcome) session.asked = command.stream;
    return { outcome: Promise.resolve(outcome) };
  };
}

function startPage(parts: NodeParts, session: Session, call: CommandCall): () => Promise<Started> {
  const { url, title } = call.params as { url: string; title: string };
  session.page = { url, title };
  return async () => {
    const open = await findOpen(parts, session, call.person);
    const stream = open.find((one) => one === session.asked) ?? open.at(-1);
    // A page without an open conversation is remembered for the next question.
    if (!stream) return { outcome: Promise.resolve(done) };
    return { outcome: execute(parts, commandOf(parts, session, call, stream)) };
  };
}

function commandOf(parts: NodeParts, session: Session, call: CommandCall, named?: string): Command {
  const { person, method, params } = call;
  const { commandId, conversationId, coachId, ...fields } = params as Record<string, string | undefined>;
  const known = method === 'conversation.ask' ? withoutUndefined({ locale: session.locale, page: session.page }) : null;
  return {
    community: session.community,
    id: commandId?.toLowerCase() ?? parts.ids.uuid(),
    actor: person,
    stream:
      named ?? (conversationId ? conversationStream(conversationId) : coachStream(coachId?.toLowerCase() ?? person.id)),
    relation: methods[method].relation,
    body: { type: method, ...known, ...fields } as unknown as RoomCommand,
    params,
  };
}

/** A visitor's conversations that aren't closed, the latest asked last. */
async function findOpen({ storage }: NodeParts, session: Session, person: Person): Promise<string[]> {
  const where = { visitorId: person.id, status: ['waiting', 'claimed', 'held'] };
  const { rows } = await storage.find('conversation', { community: session.community, where, limit: 100 });
  const askedAt = ({ row }: (typeof rows)[number]) => Number(row?.askedAt ?? 0);
  return rows.sort((a, b) => askedAt(a) - askedAt(b)).map(({ key }) => conversationStream(key));
}

const withoutUndefined = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
