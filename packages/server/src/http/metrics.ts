import type { AvailabilityAnswer, Bus, BusState, CommunityNode } from '@entraide/core';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export interface Metrics {
  /** A handshake was refused. */
  refused(reason: string): void;
  /** In the text format of Prometheus. */
  render(): Promise<{ type: string; text: string }>;
}

const gauges = {
  sessions: 'Sessions that are open on this node',
  feeds: 'Feeds that sessions of this node have open',
  callsUnderWay: 'Calls that are being answered',
} as const;

const counters = {
  commandsAccepted: 'Commands that took effect',
  commandsRefused: 'Commands that were refused',
  callsShed: 'Calls that were sent back because too many were under way',
  storageFailures: 'Commands and reads that the storage did not answer',
  commits: 'Commits to the storage',
  eventsDelivered: 'Events delivered to readers',
  demandCounted: 'Beacons of visitors who found the window closed',
} as const;

const availability = [
  ['entraide_availability_open', 'Whether the window is open: 1 or 0', ({ open }) => Number(open)],
  ['entraide_coaches_online', 'Coaches who are there and active', ({ coachesOnline }) => coachesOnline],
  ['entraide_free_slots', 'Conversations that they may still take', ({ freeSlots }) => freeSlots],
] as const satisfies readonly [string, string, (answer: AvailabilityAnswer) => number][];

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const busFigures = [
  [Gauge, 'entraide_bus_up', 'Whether the bus between servers is there: 1 or 0', ({ isUp }) => Number(isUp)],
  [Counter, 'entraide_bus_hints_published_total', 'Hints that were sent to other servers', (state) => state.published],
  [Counter, 'entraide_bus_hints_received_total', 'Hints that came over the bus', (state) => state.received],
  [Counter, 'entraide_bus_hints_lost_total', 'Hints that the bus was not there for', (state) => state.lost],
] as const satisfies readonly [unknown, string, string, (state: BusState) => number][];

function registerBus(bus: Bus, registers: Registry[]): void {
  for (const [Kind, name, help, value] of busFigures) {
    new Kind({
      name,
      help,
      registers,
      collect() {
        const state = bus.state?.();
        this.reset();
        if (state) this.inc(value(state));
      },
    });
  }
}

/** Figures of one server, in a registry of its own: an embedder's stays as it is. */
export function createMetrics(
  node: CommunityNode,
  options: { communities: readonly string[]; isStorageUp: () => Promise<boolean>; bus?: Bus },
): Metrics {
  const { communities, bus } = options;
  const registry = new Registry();
  const registers = [registry];
  for (const [name, help] of Object.entries(gauges)) {
    new Gauge({
      name: `entraide_${snake(name)}`,
      help,
      registers,
      collect() {
        this.set(node.figures()[name as keyof typeof gauges]);
      },
    });
  }
  for (const [name, help] of Object.entries(counters)) {
    new Counter({
      name: `entraide_${snake(name)}_total`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(node.figures()[name as keyof typeof counters]);
      },
    });
  }
  for (const [name, help, value] of availability) {
    new Gauge({
      name,
      help,
      labelNames: ['community'],
      registers,
      collect() {
        for (const community of communities) {
          const answer = node.availability(community);
          if (answer) this.set({ community }, value(answer));
        }
      },
    });
  }
  const refusals = new Counter({
    name: 'entraide_sockets_refused_total',
    help: 'WebSocket handshakes that were refused, by reason',
    labelNames: ['reason'],
    registers,
  });
  new Gauge({
    name: 'entraide_storage_up',
    help: 'Whether the storage answers: 1 or 0',
    registers,
    async collect() {
      this.set(Number(await options.isStorageUp()));
    },
  });
  if (bus?.state) registerBus(bus, registers);
  let hasDefaults = false;
  return {
    refused: (reason) => refusals.inc({ reason }),
    async render() {
      // They watch the event loop every 10 ms: not before somebody looks.
      if (!hasDefaults) collectDefaultMetrics({ register: registry });
      hasDefaults = true;
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
