import { type Community, createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import type { MatchingPolicyOptions } from '../matching/define-matching-policy.js';
import { createMemoryBus } from '../memory/memory-bus.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import type { Storage } from '../ports/storage.js';
import type { LawAction } from './law-actions.js';
import { createLawBook, type LawBook } from './law-book.js';
import { capacityMax, checkInbox, checkSeen, checkViews } from './law-checks.js';
import { createDeeds } from './law-deeds.js';
import { createCountedIds, createLawCoach, type LawCoach } from './law-people.js';
import { createManualClock } from './manual-clock.js';

export interface LawWorldOptions {
  matching?: MatchingPolicyOptions;
  nodes: number;
  coaches: number;
  visitors: number;
  /** Wraps the storage that the nodes share. */
  storage?: (storage: Storage) => Storage;
  /** Lets everything that waits go on. @defaultValue the event loop turns a few times */
  settle?: () => Promise<void>;
}

/** A small community that anything may happen to, held to the laws of matching by its stored log. */
export interface LawWorld {
  readonly book: LawBook;
  /** Lets these happen at the same time. */
  act(actions: readonly LawAction[]): Promise<void>;
  /** Checks what must hold at any moment. */
  check(): Promise<void>;
  /** Lets everybody leave, waits for long, and checks what must hold in the end. */
  end(): Promise<void>;
}

const second = 1_000;
/** All short, so that much happens in little time. */
const settings = {
  id: 'laws',
  capacityMax,
  leaseMs: 5 * second,
  requestMs: 120 * second,
  laterRequestMs: 180 * second,
  patience: {
    holdAfterMs: 10 * second,
    firstRightMs: 8 * second,
    endAfterMs: 30 * second,
    remindAfterMs: 10 * second,
    reofferAfterMs: 20 * second,
    vanishedAfterMs: 15 * second,
    acceptWithinMs: 5 * second,
  },
  limits: {
    perMinute: { visitor: 1_000_000, member: 1_000_000 },
    burst: { visitor: 1_000_000, member: 1_000_000 },
  },
} as const;

/** Nodes look at the time each second. */
const nextTick = (now: number) => (Math.floor(now / second) + 1) * second;

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const turns = async () => {
  for (let n = 0; n < 4; n += 1) await turn();
};

/** What a person may be told who tries something impossible; all else is a fault. */
const isExpected = ({ code }: { code?: string }) =>
  code !== undefined && !['invalid', 'unavailable', 'rate_limited', 'conflicting_duplicate'].includes(code);

/** The nodes and everybody who will be there. */
async function createCast({ nodes: nodeCount, settle = turns, ...options }: LawWorldOptions) {
  const clock = createManualClock();
  const ids = createCountedIds();
  const memory = { ...createMemoryStorage({ clock, ids, views }), shared: nodeCount > 1 };
  const storage = options.storage?.(memory) ?? memory;
  const faults: unknown[] = [];
  const bus = createMemoryBus();
  const log = (entry: { level: string }) => {
    if (entry.level !== 'info') faults.push(entry);
  };
  const matching = options.matching ? { matching: options.matching } : {};
  const open = () => createCommunity({ ...settings, clock, ids, storage, bus, log, ...matching });
  const nodes = Array.from({ length: nodeCount }, open);
  const coaches: LawCoach[] = [];
  for (let n = 0; n < options.coaches; n += 1) coaches.push(await createLawCoach(nodes, `coach-${n}`));
  const visitors: Participant[] = [];
  for (let n = 0; n < options.visitors; n += 1) visitors.push(await (nodes[n % nodeCount] as Community).visitor());
  /** Second by second, so that what a second calls for is over before the next. */
  const pass = async (ms: number) => {
    const end = clock.now() + ms;
    while (clock.now() < end) {
      await clock.advance(Math.min(end, nextTick(clock.now())) - clock.now());
      await settle();
    }
  };
  return { clock, memory, faults, nodes, coaches, visitors, pass, settle };
}

/** Whether everything has come to its end, and nothing is left to fire. */
async function checkEnd({ requests }: LawBook, storage: Storage): Promise<void> {
  for (const { id, outcome } of requests.values()) if (outcome === null) throw new Error(`${id} never ended`);
  const { rows } = await storage.find('deadline', { community: settings.id, limit: 1_000 });
  const left = rows.filter(({ row }) => row !== null);
  if (left.length > 0) throw new Error(`deadlines are left: ${JSON.stringify(left)}`);
}

export async function createLawWorld(options: LawWorldOptions): Promise<LawWorld> {
  const { clock, memory, faults, nodes, coaches, visitors, pass, settle } = await createCast(options);
  const isOrdered = options.matching?.dispatch?.part === 'assign';
  const book = createLawBook({ capacityMax, ordered: isOrdered && !options.matching?.escalation });
  const perform = createDeeds({ book, coaches, visitors, pass });
  const read = async () => {
    const log = await memory.log(0, 1_000_000);
    book.read(log);
    for (const fault of faults) throw fault;
    if (book.broken.length > 0) throw new Error(book.broken.join('\n'));
    await checkViews(memory, log);
  };

  const world: LawWorld = {
    book,
    async act(actions) {
      const outcomes = await Promise.allSettled(actions.map(async (action) => perform(action)));
      for (const outcome of outcomes)
        if (outcome.status === 'rejected' && !isExpected(outcome.reason)) faults.push(outcome.reason);
      await settle();
    },
    async check() {
      // To the end of a second in which all that is due was done, on each node.
      await pass(nextTick(clock.now()) - clock.now() + (nodes.length - 1) * second);
      await read();
      const inboxes = new Map<string, { key: string }[]>();
      for (const coach of coaches) {
        const fresh = await coach.inbox();
        inboxes.set(coach.id, fresh);
        checkInbox(coach, fresh, book);
      }
      checkSeen({ book, coaches, inboxes, now: clock.now(), isOrdered });
    },
    async end() {
      for (const coach of coaches) coach.disconnect();
      await world.check();
      await pass(400 * second);
      await read();
      await checkEnd(book, memory);
      for (const node of nodes) await node.close();
      for (const fault of faults) throw fault;
    },
  };
  return world;
}
