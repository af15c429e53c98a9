import type { Head } from '../ports/storage.js';
import type { Refusal } from '../protocol/refusals.js';
import { type Command, commandResult } from './command.js';
import { consulted as consultedBy, decideInRoom } from './decide-in-room.js';
import { react } from './react.js';
import type { Reaction } from './reaction.js';
import { type DomainEvent, type RoomCommand, type RoomWorld, roomOf, type World } from './rooms.js';
import type { FoldedStream } from './working-streams.js';

/** One stream's part of a decision. */
export interface Change {
  stream: string;
  before: FoldedStream;
  after: FoldedStream;
  events: readonly DomainEvent[];
  /** It may be written wherever the stream ends. */
  commutes: boolean;
}

export type EngineDecision =
  | { changes: readonly Change[]; result: string }
  /** With the heads that the refusal rests on. */
  | { refused: Refusal; heads: Map<string, Head> }
  /** A reaction reaches a stream that isn't loaded. */
  | { missing: string };

interface Step extends Reaction {
  isOwn: boolean;
}

/**
 * Decides a command and, to a fixpoint, all that its events call for on other streams. Pure: either every stream
 * agrees, or nothing has happened.
 */
export function decideCommand(
  command: Command,
  world: World,
  read: (stream: string) => FoldedStream | undefined,
): EngineDecision {
  const changes: Change[] = [];
  const steps: Step[] = [{ stream: command.stream, command: command.body, isOwn: true }];
  for (const step of steps) {
    const before = changeOf(changes, step.stream)?.after ?? read(step.stream);
    if (!before) return { missing: step.stream };
    const room = roomOf(step.stream);
    const consulted = consultedBy(step.stream, step.command as RoomCommand);
    const beside = consulted ? (changeOf(changes, consulted)?.after ?? read(consulted)) : null;
    if (consulted && !beside) return { missing: consulted };
    const decision = decideStep(step, before, {
      command,
      world: { ...world, stream: step.stream, ...(beside ? { beside: beside.state } : {}) },
    });
    if ('refused' in decision && step.isOptional) {
      // It was decided on this head all the same.
      applyStep({ stream: step.stream, before, events: [], commandId: command.id, commutes: false }, world, changes);
      continue;
    }
    if ('refused' in decision) {
      const decided = steps.slice(0, steps.indexOf(step) + 1);
      return { refused: decision.refused, heads: headsOf(decided, read) };
    }
    const { id: commandId } = command;
    if (consulted && beside && decision.events.length > 0)
      applyStep({ stream: consulted, before: beside, events: [], commandId, commutes: false }, world, changes);
    const commutes = room.commutes?.(step.command as RoomCommand) ?? false;
    const applied = { stream: step.stream, before, events: decision.events, commandId, commutes };
    steps.push(...applyStep(applied, world, changes));
  }
  return { changes, result: resultOf(command, changes) };
}

const changeOf = (changes: readonly Change[], stream: string) => changes.find((change) => change.stream === stream);

/** The heads that the steps were decided on. */
function headsOf(steps: readonly Step[], read: (stream: string) => FoldedStream | undefined): Map<string, Head> {
  const heads = new Map<string, Head>();
  for (const { stream, command } of steps) {
    heads.set(stream, (read(stream) as FoldedStream).head);
    const consulted = consultedBy(stream, command as RoomCommand);
    if (consulted) heads.set(consulted, (read(consulted) as FoldedStream).head);
  }
  return heads;
}

function decideStep(step: Step, before: FoldedStream, { command, world }: { command: Command; world: RoomWorld }) {
  const room = roomOf(step.stream);
  // Only the system erases, wherever it is due.
  if (step.isOwn && command.body.type !== 'content.erase' && !room.relates(command.relation, before.state, world))
    return { refused: 'not_found' as const };
  return decideInRoom(step.command as RoomCommand, before.state, world);
}

interface Applied {
  stream: string;
  before: FoldedStream;
  events: readonly DomainEvent[];
  commandId: string;
  commutes: boolean;
}

/**
 * Folds events into the decision; returns what they call for. A stream that was only looked at, or where nothing follows,
 * is part of it too: where its head has moved, what was decided is as wrong as anywhere else.
 */
function applyStep(
  { stream, before, events, commandId, commutes }: Applied,
  { recognition, origin }: World,
  changes: Change[],
): Step[] {
  const room = roomOf(stream);
  const reactions: Step[] = [];
  let { state } = before;
  let { version } = before.head;
  for (const event of events) {
    for (const reaction of react(stream, event, { before: state, recognition, origin }))
      reactions.push({ ...reaction, isOwn: false });
    version += 1;
    state = room.evolve(state, event, version);
  }
  const after = { head: { version, commitId: commandId }, state };
  const known = changeOf(changes, stream);
  if (known)
    Object.assign(known, { after, events: [...known.events, ...events], commutes: known.commutes && commutes });
  else changes.push({ stream, before, after, events, commutes });
  return reactions;
}

function resultOf(command: Command, changes: readonly Change[]): string {
  const own = changeOf(changes, command.stream);
  return commandResult({ command, events: own?.events ?? [], offset: (own?.before.head.version ?? 0) + 1 });
}
