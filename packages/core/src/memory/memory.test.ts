import { describe, expect, it } from 'vitest';
import {
  busSuite,
  notifierSuite,
  storageSuite,
  topicClassifierSuite,
  topicExamples,
  transportSuite,
} from '../conformance/index.js';
import type { AcceptedConnection } from '../ports/transport.js';
import { systemIds } from '../system.js';
import {
  createMemoryBus,
  createMemoryNotifier,
  createMemoryStorage,
  createMemoryTopicClassifier,
  createMemoryTransport,
} from './index.js';

const runner = { describe, it };

storageSuite(runner, {
  name: 'the memory storage',
  durability: 'memory',
  async create({ views }) {
    let now = 0;
    const clock = { now: () => now, schedule: () => () => undefined };
    const storage = createMemoryStorage({ clock, ids: systemIds, views });
    return {
      storage,
      async passTime(ms) {
        now += ms;
      },
      dispose: () => storage.close(),
    };
  },
});

topicClassifierSuite(runner, {
  name: 'the memory topic classifier',
  create: async () => ({
    classifier: createMemoryTopicClassifier({ shop: topicExamples }),
    dispose: async () => undefined,
  }),
});

busSuite(runner, {
  name: 'the memory bus',
  async create() {
    const bus = createMemoryBus();
    return { bus, dispose: () => bus.close() };
  },
});

notifierSuite(runner, {
  name: 'the memory notifier',
  async create() {
    const notifier = createMemoryNotifier();
    return {
      notifier,
      received: async () => notifier.delivered.map(({ id }) => id),
      async setReachable(isReachable) {
        notifier.isReachable = isReachable;
      },
      dispose: async () => undefined,
    };
  },
});

transportSuite(runner, {
  name: 'the memory transport',
  async create() {
    const waiting: ((connection: AcceptedConnection) => void)[] = [];
    const arrived: AcceptedConnection[] = [];
    const transport = createMemoryTransport((connection) => {
      const take = waiting.shift();
      if (take) take(connection);
      else arrived.push(connection);
    });
    return {
      transport,
      accepted() {
        const connection = arrived.shift();
        return connection ? Promise.resolve(connection) : new Promise((resolve) => waiting.push(resolve));
      },
      async dispose() {},
    };
  },
});

describe('the memory transport', () => {
  it('opens before it brings what the server sends while accepting', async () => {
    const calls: string[] = [];
    const transport = createMemoryTransport((connection) => connection.send('welcome'));
    await new Promise<void>((resolve) => {
      transport.open({
        opened: () => calls.push('opened'),
        received(frame) {
          calls.push(frame);
          resolve();
        },
        closed: () => undefined,
      });
    });
    expect(calls).toEqual(['opened', 'welcome']);
  });
});
