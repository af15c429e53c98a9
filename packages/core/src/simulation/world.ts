import type { Storage } from '../ports/storage.js';
import type { CommunitySettings } from '../settings.js';
import { createSimulatedClient } from './client.js';
import { uuidOf } from './client-outbox.js';
import { createCoach } from './coach.js';
import { createCountedIds } from './counted-ids.js';
import type { Dice } from './dice.js';
import { type Disturbances, startDisturbing } from './disturb.js';
import { type Faults, noFaults } from './faults.js';
import { createFaultyBus } from './faulty-bus.js';
import { brokenConnection } from './faulty-storage.js';
import type { JournalEntry } from './journal.js';
import { createLeases } from './leases.js';
import { createManager } from './manager.js';
import type { SimulatedPerson } from './person.js';
import { createSimulatedNode, type SimulatedNode } from './simulated-node.js';
import type { VirtualTime } from './virtual-time.js';
import { createVisitor } from './visitor.js';

/** Nodes, their storage and bus, and everybody who uses them, in one thread. */
export interface World {
  readonly people: readonly SimulatedPerson[];
  readonly journal: JournalEntry[];
  readonly plot: { at: number; text: string }[];
  /** Lets nothing go wrong any more. */
  heal(): void;
}

export interface WorldOptions {
  time: VirtualTime;
  dice: Dice;
  faults: Faults;
  storage: Storage;
  settings: CommunitySettings;
}

const crew = { nodes: [2, 3], coaches: [2, 3], visitors: [2, 3] } as const;
const countOf = (dice: Dice, [min, max]: readonly [number, number]) => dice.between(min, max);

export function createWorld(options: WorldOptions): World {
  const { time, dice, storage, settings } = options;
  const journal: JournalEntry[] = [];
  const plot: World['plot'] = [];
  const startAt = time.now();
  const tell = (text: string) => void plot.push({ at: time.now() - startAt, text });
  let faults = options.faults;
  let disturbances: Disturbances | null = null;
  const share = { time, faults: () => faults };
  const leases = createLeases(time);
  const bus = createFaultyBus({ ...share, dice: dice.named('bus') });
  const nodes = Array.from({ length: countOf(dice, crew.nodes) }, (_, index) =>
    createSimulatedNode(
      {
        ...share,
        dice: dice.named(`node ${index}`),
        outageUntil: () => disturbances?.outageUntil() ?? 0,
        leases,
        storage,
        bus,
        ids: createCountedIds(`${dice.roll()} node ${index}`),
        settings,
        authenticate: identityOf,
        logged: (node, { level, event, error }) =>
          level !== 'info' && !String(error).includes(brokenConnection) && tell(`${node} logs ${event}: ${error}`),
      },
      `node-${index}`,
    ),
  );
  for (const node of nodes) node.start();
  disturbances = startDisturbing({ time, dice: dice.named('disturb'), faults, nodes, tell });
  const note = (who: string) => (fact: object, connection: number) =>
    void journal.push({ at: time.now(), who, connection, ...fact } as JournalEntry);
  const people = createPeople({ dice, nodes, time, repeats: () => faults.repeatedFrames, note });
  return {
    people,
    journal,
    plot,
    heal() {
      tell('all faults end');
      faults = noFaults;
      disturbances?.heal();
    },
  };
}

/** A token names its bearer: `coach.1`. */
function identityOf(token: string) {
  const kind = token.split('.')[0];
  if (kind !== 'coach' && kind !== 'manager') return null;
  return { kind, issuer: 'simulation', subject: token, name: token } as const;
}

interface Cast {
  dice: Dice;
  nodes: readonly SimulatedNode[];
  time: VirtualTime;
  repeats(): number;
  note(who: string): (fact: object, connection: number) => void;
}

function createPeople({ dice, nodes, time, repeats, note }: Cast): SimulatedPerson[] {
  const clients: ReturnType<typeof createSimulatedClient>[] = [];
  const conversationIds: string[] = [];
  const join = (
    who: string,
    create: typeof createVisitor,
    { token = who, feeds = [] as string[], views = [] as string[] },
  ) => {
    const own = dice.named(who);
    const client = createSimulatedClient({
      who,
      token,
      clock: time,
      dice: own.named('client'),
      repeats,
      open: (listener) => (own.pick(nodes) as SimulatedNode).open(listener),
      note: note(who),
      views,
      feeds,
    });
    clients.push(client);
    let made = 0;
    const uuid = () => {
      made += 1;
      return uuidOf(`${who} makes ${made}`);
    };
    const coachIds = () => clients.filter((one) => one.who.startsWith('coach') && one.id).map(({ id }) => id);
    return create({ client, dice: own, uuid, coachIds, conversationIds });
  };
  const coaches = Array.from({ length: countOf(dice, crew.coaches) }, (_, index) =>
    join(`coach.${index}`, createCoach, { feeds: ['me', 'lounge'], views: ['inbox', 'presence'] }),
  );
  const visitors = Array.from({ length: countOf(dice, crew.visitors) }, (_, index) =>
    join(`visitor.${index}`, createVisitor, { token: `visitor${index}`.padEnd(43, 'x'), views: ['availability'] }),
  );
  const manager = join('manager.0', createManager, { feeds: ['lounge'], views: ['inbox', 'care'] });
  return [...coaches, ...visitors, manager];
}
