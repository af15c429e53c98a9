import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyCoach, evolveCoach } from '../coach/evolve.js';
import type { CoachState } from '../coach/types.js';
import { isLedgerEvent } from '../ledger/evolve.js';
import { transfersOf } from '../ledger/transfers-of.js';
import type { LedgerCommand } from '../ledger/types.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { LoggedEvent, Storage } from '../ports/storage.js';
import { systemClock, systemIds } from '../system.js';
import { createFailingStorage } from '../testing/failing-storage.js';
import { awardOf, dayOf, firstNoon } from '../testing/ledger-run.js';
import type { Command, CommandOutcome } from './command.js';
import { createEngine, type Engine } from './create-engine.js';
import { restoreEvent } from './event-content.js';
import { project } from './project.js';
import { coachStream, type RoomCommand, system } from './rooms.js';
import { views } from './views.js';

const commandsTotal = Number(process.env.ENTRAIDE_LEDGER_COMMANDS ?? 3_000);
const commandsOfRun = 1_000;
const coaches = ['ben', 'zoe', 'kim'];
const community = 'shop';
const hourMs = 60 * 60 * 1000;

const id = fc.nat(300).map((n) => `t${n}`);
const amount = fc.integer({ min: 1, max: 30 });
const reason = fc.constant('fraud');
const caps = { perDay: 60, perPair: { points: 40, days: 5 } };
const hoursAgo = fc.nat(48);

type Made = (now: number) => LedgerCommand;
const award = fc.record({ id, amount, n: fc.nat(300), hoursAgo, pair: fc.constantFrom('eve', 'ana') }).map(
  ({ id, n, hoursAgo, ...rest }): Made =>
    (now) => {
      const factAt = now - hoursAgo * hourMs;
      const settlesAt = factAt + 24 * hourMs;
      return awardOf(id, { ...rest, caps, cause: `c${n}/thanks`, factAt, day: dayOf(factAt), settlesAt });
    },
);
const always =
  (command: LedgerCommand): Made =>
  () =>
    command;
const made: fc.Arbitrary<Made> = fc.oneof(
  { weight: 8, arbitrary: award },
  { weight: 3, arbitrary: fc.constant((dueAt: number) => ({ type: 'points.settle' as const, dueAt })) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('points.reverse' as const), id, reason }).map(always) },
  fc.record({ type: fc.constantFrom('points.void' as const, 'points.return' as const), id, reason }).map(always),
  fc.record({ type: fc.constantFrom('points.hold' as const, 'points.release' as const), id }).map(always),
  fc.record({ type: fc.constant('points.fulfil' as const), id }).map(always),
  fc.nat(300).map((n) => always({ type: 'points.retract', cause: `c${n}` })),
  fc.record({ id, amount }).map((one) => always({ type: 'points.redeem', cause: 'a guide', ...one })),
  fc.record({ id, amount }).map((one) => always({ type: 'points.expire', ...one })),
);
/** `again`: one of those before is sent once more, under the same command id, by whichever node. */
const step = fc.record({
  coach: fc.constantFrom(...coaches),
  afterMs: fc.nat(3).map((hours) => hours * hourMs),
  node: fc.nat(1),
  made,
  again: fc.option(fc.nat(), { freq: 6 }),
});

interface World {
  nodes: readonly Engine[];
  storage: Storage;
  now: number;
}

function start(): World & { crash: (chance: 'before' | 'after' | null) => void } {
  const memory = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const { storage, crash } = createFailingStorage(memory);
  const world = (now: number) => ({
    now,
    actor: system,
    gateOpen: true,
    topics: { has: () => true },
    openCount: 0,
    leaseMs: 1,
    requestMs: { now: 1, later: 1 },
    capacityMax: 4,
    patience: {} as never,
    blockedVisitorIds: [],
    sees: () => true,
  });
  const scene: World = { nodes: [], storage: memory, now: firstNoon };
  const createNode = () =>
    createEngine({
      storage,
      ids: systemIds,
      world: () => world(scene.now),
      committed: () => undefined,
      failed: () => undefined,
    });
  return Object.assign(scene, { nodes: [createNode(), createNode()], crash });
}

const commandOf = (coach: string, body: RoomCommand, commandId: string): Command => ({
  community,
  id: commandId,
  actor: system,
  stream: coachStream(coach),
  relation: 'self',
  body,
});

/** All that must be true of what is stored: the log adds up to nothing, and to what each ledger says. */
async function holds({ storage }: World): Promise<void> {
  const events: LoggedEvent[] = [];
  for (let after = 0; ; after = events.at(-1)?.position ?? 0) {
    const page = await storage.log(after, 1_000);
    if (page.length === 0) break;
    events.push(...page);
  }
  const balances = new Map<string, number>();
  const made = new Set<string>();
  const move = (account: string, points: number) => balances.set(account, (balances.get(account) ?? 0) + points);
  for (const event of events) {
    const body = { ...event, data: event.data } as never;
    if (!isLedgerEvent(event)) continue;
    for (const transfer of transfersOf(event.stream, body)) {
      expect(made.has(`${event.stream} ${transfer.id}`), 'a transfer is made once').toBe(false);
      made.add(`${event.stream} ${transfer.id}`);
      move(transfer.from, -transfer.amount);
      move(transfer.to, transfer.amount);
    }
    expect([...balances.values()].reduce((sum, one) => sum + one, 0)).toBe(0);
  }
  for (const coach of coaches) {
    const stream = coachStream(coach);
    const own = events.filter((event) => event.stream === stream);
    const { ledger, ...state } = own.reduce<CoachState>(
      (before, event) => evolveCoach(before, restoreEvent(event)),
      emptyCoach,
    );
    const balance = (kind: string) => balances.get(`coach:${stream}:${kind}`) ?? 0;
    expect([balance('pending'), balance('settled')]).toEqual([ledger.pending, ledger.settled]);
    expect(Math.min(ledger.pending, ledger.lifetime, ledger.redeemed, ledger.expired)).toBeGreaterThanOrEqual(0);
    const paid = ledger.entries.filter(({ isFreed }) => !isFreed).map(({ cause }) => cause);
    expect(new Set(paid).size, 'a cause is paid for once').toBe(paid.length);
    const days = new Map<number, number>();
    for (const { day, granted } of ledger.entries) days.set(day, (days.get(day) ?? 0) + granted);
    for (const granted of days.values()) expect(granted).toBeLessThanOrEqual(caps.perDay);
    // The rows are those of a rebuild.
    for (const { view, key, row } of project(stream, { ...state, ledger })) {
      const { rows } = await storage.find(view, { community, keys: [key], limit: 1 });
      expect(rows[0]?.row ?? null).toEqual(row);
    }
  }
}

const commandsOf = (commands: number) => fc.array(step, { minLength: commands, maxLength: commands });

it('what is stored is balanced after retries, two nodes out of order and crashes before and after the commit', async () => {
  await fc.assert(
    fc.asyncProperty(
      commandsOf(Math.min(commandsOfRun, commandsTotal)),
      fc.array(fc.constantFrom('before' as const, 'after' as const, null, null, null), {
        minLength: 50,
        maxLength: 50,
      }),
      async (steps, crashes) => {
        const world = start();
        for (const coach of coaches) {
          const provision = { kind: 'coach', subject: coach, name: coach, locales: [], topics: [] } as const;
          const joined = { type: 'coach.provision', ...provision } as const;
          await world.nodes[0]?.execute(commandOf(coach, joined, systemIds.uuid()));
        }
        const given: { command: Command; outcome?: CommandOutcome }[] = [];
        let batch: Promise<unknown>[] = [];
        for (const [index, { coach, afterMs, node, made, again }] of steps.entries()) {
          const known = again === null ? undefined : given[again % Math.max(1, given.length)];
          const one = known ?? { command: commandOf(coach, made(world.now), systemIds.uuid()) };
          if (!known) given.push(one);
          world.crash(crashes[index % crashes.length] ?? null);
          const engine = world.nodes[node] as Engine;
          batch.push(
            engine.execute(one.command).then((outcome) => {
              if (!('result' in outcome)) return;
              if (one.outcome) expect(outcome, 'the first answer again').toEqual(one.outcome);
              one.outcome = outcome;
            }),
          );
          if (index % 8 !== 7) continue;
          await Promise.all(batch);
          batch = [];
          world.now += afterMs;
        }
        await Promise.all(batch);
        await holds(world);
      },
    ),
    { numRuns: Math.max(1, Math.ceil(commandsTotal / commandsOfRun)), endOnFailure: true },
  );
}, 3_600_000);
