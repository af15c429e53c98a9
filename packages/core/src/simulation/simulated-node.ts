import { createNode } from '../node/create-node.js';
import type { CommunityNode, Identity, NodeLogEntry } from '../node/types.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { Storage } from '../ports/storage.js';
import type { TransportConnection, TransportListener } from '../ports/transport.js';
import type { CommunitySettings } from '../settings.js';
import type { Dice } from './dice.js';
import type { Faults } from './faults.js';
import type { FaultyBus } from './faulty-bus.js';
import { createFaultyStorage } from './faulty-storage.js';
import { openWire, type Wire } from './faulty-wire.js';
import type { Leases } from './leases.js';
import type { VirtualTime } from './virtual-time.js';

/** A node that dies, drains, comes back and loses track of time. */
export interface SimulatedNode {
  readonly name: string;
  readonly isUp: boolean;
  readonly wires: readonly Wire[];
  open(listener: TransportListener): TransportConnection;
  /** From this moment on it does nothing any more: no answer comes, no timer fires, nothing is sent. */
  crash(): void;
  /** Sends its clients elsewhere, ends what is under way, and goes. */
  drain(): Promise<void>;
  /** Begins anew, with nothing but what is stored. */
  start(): void;
  /** Its clock is off by so much from now on; timers aren't. */
  setClock(offMs: number): void;
}

export interface NodeWorld {
  time: VirtualTime;
  dice: Dice;
  faults(): Faults;
  outageUntil(): number;
  leases: Leases;
  storage: Storage;
  bus: FaultyBus;
  ids: Ids;
  settings: CommunitySettings;
  authenticate(token: string): Identity | null;
  logged(node: string, entry: NodeLogEntry): void;
}

const many = { visitor: 1_000_000, member: 1_000_000 };

interface Life {
  node: CommunityNode;
  isAlive: boolean;
}

function begin(world: NodeWorld, name: string, offMs: () => number): Life {
  const { time } = world;
  const own = { isAlive: true } as Life;
  const isAlive = () => own.isAlive;
  const clock: Clock = {
    now: () => time.now() + offMs(),
    schedule: (delayMs, task) => time.schedule(delayMs, () => isAlive() && task()),
  };
  own.node = createNode({
    storage: createFaultyStorage(world.storage, world, isAlive),
    communities: [world.settings],
    authenticate: async ({ token }) => world.authenticate(token),
    bus: world.bus.join(isAlive),
    clock,
    ids: world.ids,
    limits: { perMinute: many, burst: many },
    log: (entry) => isAlive() && world.logged(name, entry),
  });
  return own;
}

export function createSimulatedNode(world: NodeWorld, name: string): SimulatedNode {
  const { time, dice, faults } = world;
  let offMs = 0;
  let life: Life | null = null;
  let wires: Wire[] = [];

  const end = (which: typeof life) => {
    if (which) which.isAlive = false;
    if (life === which) life = null;
  };

  return {
    name,
    get isUp() {
      return life !== null;
    },
    get wires() {
      wires = wires.filter(({ isOpen }) => isOpen);
      return wires;
    },
    open(listener) {
      const own = life;
      const accept =
        own &&
        ((connection: Parameters<CommunityNode['accept']>[0]) => {
          if (own.isAlive) own.node.accept(connection);
          else connection.close(1006, 'gone');
        });
      const { connection, wire } = openWire({ time, dice, faults, accept }, listener);
      wires.push(wire);
      return connection;
    },
    crash() {
      end(life);
      for (const wire of wires) {
        if (dice.happens(0.7)) wire.cut();
        else wire.goDumb('both');
      }
    },
    async drain() {
      const own = life;
      await own?.node.close();
      end(own);
    },
    start() {
      life ??= begin(world, name, () => offMs);
    },
    setClock(off) {
      offMs = off;
    },
  };
}
