import type { DemandCount } from '../demand/types.js';
import type { Command } from '../engine/command.js';
import type { Engine } from '../engine/create-engine.js';
import { demandStream, system } from '../engine/rooms.js';
import type { TopicTree } from '../expertise/types.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { NodeLogEntry } from './types.js';

/** Demand that met a closed window, of one community: counted here, stored in batches. */
export interface Demand {
  /** Somebody looked for a coach. A topic that the community doesn't have counts as none: the demand is real all the same. */
  count(topic: string | null): void;
  /** Stores what was counted when it is time. */
  tick(): Promise<void>;
  /** Stores what was counted. Never rejects: what the storage didn't take is sent again, under the same command id. */
  flush(): Promise<void>;
}

export interface DemandOptions {
  community: string;
  topics: TopicTree;
  engine: Engine;
  clock: Clock;
  ids: Ids;
  log: (entry: NodeLogEntry) => void;
}

const minuteMs = 60_000;
const flushEveryMs = 10_000;
/** Words that count as topics in one minute, where the community declares none. */
const wordsMax = 20;
/** Minutes that wait for the storage; of a longer outage the oldest are lost. */
const minutesMax = 1_440;
const countsPerCommandMax = 500;

export function createDemand(options: DemandOptions): Demand {
  const { topics, engine, clock, log, community } = options;
  const pending = new Map<number, Map<string, number>>();
  const unanswered: Command[] = [];
  let flushing = Promise.resolve();
  let flushedAt = clock.now();

  const nameOf = (topic: string | null, counted: ReadonlyMap<string, number>): string => {
    if (topic === null || !topics.has(topic)) return '';
    const isNew = topics.topics.length === 0 && !counted.has(topic);
    return isNew && [...counted.keys()].filter(Boolean).length >= wordsMax ? '' : topic;
  };

  /** Whether all was answered. */
  async function sendAgain(): Promise<boolean> {
    for (let [command] = unanswered; command; [command] = unanswered) {
      const outcome = await engine.execute(command);
      if ('refused' in outcome && outcome.refused === 'unavailable') return false;
      unanswered.shift();
      if ('refused' in outcome) log({ level: 'error', event: 'demand_refused', community, reason: outcome.refused });
    }
    return true;
  }

  async function send(): Promise<void> {
    flushedAt = clock.now();
    // What has no answer may be stored: it goes first, as it was, before what was counted since.
    if (!(await sendAgain())) return;
    unanswered.push(...commandsOf(options, takeAll(pending)));
    await sendAgain();
  }

  const flush = () => {
    flushing = flushing.then(send);
    return flushing;
  };

  return {
    count(topic) {
      const minute = Math.floor(clock.now() / minuteMs);
      const counted = pending.get(minute) ?? new Map<string, number>();
      pending.set(minute, counted);
      const name = nameOf(topic, counted);
      counted.set(name, (counted.get(name) ?? 0) + 1);
      if (pending.size <= minutesMax) return;
      pending.delete(pending.keys().next().value as number);
      log({ level: 'warn', event: 'demand_lost', community });
    },
    async tick() {
      if (clock.now() - flushedAt >= flushEveryMs) await flush();
    },
    flush,
  };
}

function takeAll(pending: Map<number, Map<string, number>>): DemandCount[] {
  const counts = [...pending].flatMap(([minute, topics]) =>
    [...topics].map(([topic, count]) => ({ minute, topic: topic === '' ? null : topic, count })),
  );
  pending.clear();
  return counts;
}

/** One command for each day, and for each five hundred counts. */
function commandsOf({ community, ids }: DemandOptions, counts: readonly DemandCount[]): Command[] {
  const days = new Map<string, DemandCount[]>();
  for (const one of counts) {
    const day = new Date(one.minute * minuteMs).toISOString().slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days].flatMap(([day, ofDay]) => {
    const parts = Array.from({ length: Math.ceil(ofDay.length / countsPerCommandMax) }, (_, part) =>
      ofDay.slice(part * countsPerCommandMax, (part + 1) * countsPerCommandMax),
    );
    return parts.map((part): Command => {
      const body = { type: 'demand.count', counts: part } as const;
      return { community, id: ids.uuid(), actor: system, stream: demandStream(day), relation: 'self', body };
    });
  });
}
