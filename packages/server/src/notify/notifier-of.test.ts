import type { Notifier } from '@entraide/core';
import { notifierSuite } from '@entraide/core/conformance';
import { createMemoryNotifier } from '@entraide/core/memory';
import { describe, expect, it } from 'vitest';
import { pingOf } from '../testing/ping.js';
import { createNotifierOf } from './notifier-of.js';

notifierSuite(
  { describe, it },
  {
    name: 'several notifiers as one',
    async create() {
      const inner = [createMemoryNotifier(), createMemoryNotifier()] as const;
      return {
        notifier: createNotifierOf(inner),
        received: async () => inner[1].delivered.map(({ id }) => id),
        async setReachable(isReachable) {
          for (const one of inner) one.isReachable = isReachable;
        },
        dispose: async () => undefined,
      };
    },
  },
);

it('tells all of them, and tries again only those that failed', async () => {
  const [one, other] = [createMemoryNotifier(), createMemoryNotifier()];
  const both = createNotifierOf([one, other]);
  other.isReachable = false;
  for (let n = 0; n < 3; n += 1) await expect(both.notify(pingOf('1'))).rejects.toThrow('the receiver is away');
  other.isReachable = true;
  await both.notify(pingOf('1'));
  expect([one.delivered.length, other.delivered.length]).toEqual([1, 1]);
  // Forgotten when all is done: should it come again, after a restart of another node for instance, all get it.
  await both.notify(pingOf('1'));
  expect([one.delivered.length, other.delivered.length]).toEqual([2, 2]);
});

it('is not undone by one that throws before it waits', async () => {
  const one = createMemoryNotifier();
  const broken: Notifier = {
    notify() {
      throw new Error('broken');
    },
  };
  await expect(createNotifierOf([broken, one]).notify(pingOf('1'))).rejects.toThrow('broken');
  expect(one.delivered).toHaveLength(1);
});
