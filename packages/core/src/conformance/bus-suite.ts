import type { Bus, Hint } from '../ports/bus.js';
import { check, checkEqual, checkEventually, pause } from './check.js';
import { registerCases, type SuiteCase, type TestRunner } from './suite.js';

export interface BusSubject {
  bus: Bus;
  /** Another connection to the same bus, as another process would have it. Needed unless the bus lives in one process. */
  createPeer?(): Promise<Bus>;
  /** Closes everything. */
  dispose(): Promise<void>;
}

export interface BusAdapter {
  name: string;
  /** A fresh bus whose subjects nobody else uses. */
  create(): Promise<BusSubject>;
}

async function record(bus: Bus, subject: string) {
  const hints: Hint[] = [];
  const unsubscribe = await bus.subscribe(subject, (hint) => hints.push(hint));
  return { hints, unsubscribe };
}

/** Publishes until it is heard: a bus may lose hints, but not all of them. */
const publishUntil = (bus: Bus, subject: string, hint: Hint, isHeard: () => boolean) =>
  checkEventually(async () => {
    await bus.publish(subject, hint);
    await pause(1);
    return isHeard();
  }, `a hint on ${subject} arrives`);

/** Every promise of the Bus port. That it loses, repeats or reorders is allowed, so no case forbids it. */
export const busCases: readonly SuiteCase<BusSubject>[] = [
  {
    name: "brings a hint to every subscriber, the publisher's own included",
    async run({ bus, createPeer }) {
      const peer = createPeer ? await createPeer() : bus;
      const listeners = await Promise.all([record(bus, 's'), record(bus, 's'), record(peer, 's')]);
      const isHeard = () => listeners.every(({ hints }) => hints.length > 0);
      await publishUntil(bus, 's', { n: 1 }, isHeard);
      for (const { hints } of listeners) checkEqual(hints[0], { n: 1 }, 'the hint');
      for (const { hints } of listeners) hints.length = 0;
      await publishUntil(peer, 's', { n: 2 }, () => listeners.every(({ hints }) => hints.some(({ n }) => n === 2)));
    },
  },
  {
    name: 'publishes to nobody without complaint',
    async run({ bus }) {
      await bus.publish('nobody', { n: 1 });
    },
  },
  {
    name: 'keeps subjects apart, also where one begins like another',
    async run({ bus }) {
      const names = ['a', 'a/b', 'a.b', 'a*', 'é ü', '*', '>'];
      const listeners = await Promise.all(names.map((name) => record(bus, name)));
      for (const [index, name] of names.entries())
        await publishUntil(bus, name, { name }, () => (listeners[index]?.hints.length ?? 0) > 0);
      await pause(20);
      for (const [index, name] of names.entries())
        check(listeners[index]?.hints.every((hint) => hint['name'] === name) ?? false, `only its own hints on ${name}`);
    },
  },
  {
    name: 'ends one subscription and leaves the others',
    async run({ bus }) {
      const [one, two] = await Promise.all([record(bus, 's'), record(bus, 's')]);
      await publishUntil(bus, 's', { n: 1 }, () => one.hints.length > 0 && two.hints.length > 0);
      await pause(20);
      await one.unsubscribe();
      const heard = one.hints.length;
      await publishUntil(bus, 's', { n: 2 }, () => two.hints.some(({ n }) => n === 2));
      await pause(20);
      checkEqual(one.hints.length, heard, 'silence after the end');
      await one.unsubscribe();
    },
  },
  {
    name: 'carries JSON by value: no two listeners share a hint, and none changes the publisher’s',
    async run({ bus }) {
      const hint = { text: '👩🏽‍🚀 "é" \u0000', list: [1, { deep: null }], yes: true, from: { x: 1.5 } };
      const received: Hint[] = [];
      for (let n = 0; n < 2; n++)
        await bus.subscribe('s', (own) => {
          received.push(structuredClone(own));
          (own['list'] as unknown[]).push('changed');
        });
      await publishUntil(bus, 's', hint, () => received.length > 1);
      for (const one of received) checkEqual(one, hint, 'the hint as it was published');
      checkEqual(hint.list.length, 2, "the publisher's own stays as it was");
    },
  },
  {
    name: 'closes, and closes again',
    async run({ bus }) {
      const { hints } = await record(bus, 's');
      await bus.close();
      await bus.close();
      const heard = hints.length;
      await pause(20);
      checkEqual(hints.length, heard, 'silence after the close');
    },
  },
];

/** Registers the conformance suite of the Bus port for one adapter. */
export function busSuite(runner: TestRunner, adapter: BusAdapter): void {
  registerCases(runner, { name: `${adapter.name} is a Bus`, cases: busCases, create: () => adapter.create() });
}
