import type { Command } from '../engine/command.js';
import type { Engine } from '../engine/create-engine.js';
import { type RoomCommand, streamId, system } from '../engine/rooms.js';
import type { Ids } from '../ports/ids.js';
import type { Storage } from '../ports/storage.js';
import type { HeldLease } from './held-lease.js';
import type { NodeParts } from './node-parts.js';

/** What each kind of deadline commands when it is due. */
const commands: Readonly<Record<string, (dueAt: number) => RoomCommand>> = {
  request: (dueAt) => ({ type: 'request.expire', expiresAt: dueAt }),
  lease: (dueAt) => ({ type: 'lease.expire', leaseEndsAt: dueAt }),
  idle: (dueAt) => ({ type: 'idle.expire', dueAt }),
  settlement: (dueAt) => ({ type: 'points.settle', dueAt }),
  look: () => ({ type: 'record.look' }),
  first_right: (dueAt) => ({ type: 'first_right.expire', until: dueAt }),
};

/** Deadlines fired at once, the most overdue first; the next sweep takes the rest. */
const dueMax = 200;

/**
 * Fires what is due in one community. A deadline is a row, so a restart loses none; its command's id derives from the
 * row, so two workers at once fire none twice; the lease only saves the second one the work.
 */
export async function fireDeadlines(
  community: string,
  options: {
    storage: Storage;
    engine: Engine;
    ids: Ids;
    /** Asked for where something is due. */
    lease: HeldLease;
    now: number;
    log: NodeParts['log'] /** Said once each. */;
    unknownKinds: Set<string>;
    /** Kinds that are more than one command: who is told which streams are due, by the ids behind their names. */
    due: Readonly<Record<string, (ids: readonly string[]) => void>>;
  },
): Promise<void> {
  const { storage, engine, ids, now } = options;
  const query = { community, atMost: { dueAt: now }, orderBy: 'dueAt', limit: dueMax };
  const { rows } = await storage.find('deadline', query);
  if (rows.length === 0 || !(await options.lease.hold(now))) return;
  const told = new Map<string, string[]>();
  const due = rows.flatMap(({ row, version }): Command[] => {
    const { stream, kind, dueAt } = row as { stream: string; kind: string; dueAt: number };
    if (options.due[kind]) {
      told.set(kind, [...(told.get(kind) ?? []), streamId(stream)]);
      return [];
    }
    const body = commands[kind]?.(dueAt);
    if (!body) {
      // Of a newer node, perhaps; all else that is due must not wait for it.
      if (!options.unknownKinds.has(kind)) options.log({ level: 'error', event: 'deadline_unknown', community, kind });
      options.unknownKinds.add(kind);
      return [];
    }
    const id = ids.digest(`${stream} ${kind} ${version}`);
    return [{ community, id, actor: system, stream, relation: 'self', body }];
  });
  for (const [kind, ids] of told) options.due[kind]?.(ids);
  await Promise.all(due.map((command) => engine.execute(command)));
}
