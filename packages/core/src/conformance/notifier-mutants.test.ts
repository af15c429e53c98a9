import { describe, expect, it } from 'vitest';
import { createMemoryNotifier, type MemoryNotifier } from '../memory/memory-notifier.js';
import type { Notifier } from '../ports/notifier.js';
import { notifierCases, runCase } from './index.js';

/** Runs cases of the suite on a notifier and names those that fail. */
async function failingCases(mutate: (inner: MemoryNotifier) => Notifier, only?: string): Promise<string[]> {
  const failed: string[] = [];
  for (const one of notifierCases.filter(({ name }) => only === undefined || name === only)) {
    const inner = createMemoryNotifier();
    const subject = {
      notifier: mutate(inner),
      received: async () => inner.delivered.map(({ id }) => id),
      setReachable: async (isReachable: boolean) => {
        inner.isReachable = isReachable;
      },
      dispose: async () => undefined,
    };
    await runCase(one, async () => subject).catch(() => failed.push(one.name));
  }
  return failed;
}

const mutants: { breaks: string; noticedBy: string; mutate: (inner: MemoryNotifier) => Notifier }[] = [
  {
    breaks: 'a failure is kept quiet',
    noticedBy: 'rejects while the receiver fails, and delivers when given again',
    mutate: (inner) => ({ notify: (one) => inner.notify(one).catch(() => undefined) }),
  },
  {
    breaks: 'what failed once is never tried again',
    noticedBy: 'rejects while the receiver fails, and delivers when given again',
    mutate(inner) {
      const seen = new Set<string>();
      return {
        async notify(one, options) {
          if (seen.has(one.id)) return;
          seen.add(one.id);
          await inner.notify(one, options);
        },
      };
    },
  },
  {
    breaks: 'each attempt has an id of its own',
    noticedBy: 'keeps the id of what is given again',
    mutate(inner) {
      let attempts = 0;
      return { notify: (one, options) => inner.notify({ ...one, id: `${one.id}.${++attempts}` }, options) };
    },
  },
  {
    breaks: 'only one at a time gets through',
    noticedBy: 'brings each of many that are given at once',
    mutate(inner) {
      let isBusy = false;
      return {
        async notify(one, options) {
          if (isBusy) return;
          isBusy = true;
          await Promise.resolve();
          isBusy = false;
          await inner.notify(one, options);
        },
      };
    },
  },
  {
    breaks: 'a line break in a name makes a second notification',
    noticedBy: 'brings names and topics of any making, as one notification each',
    mutate: (inner) => ({
      async notify(one, options) {
        for (const part of one.person.name.split('\r\n\r\n'))
          await inner.notify({ ...one, id: part === one.person.name ? one.id : `${one.id}+${part}` }, options);
      },
    }),
  },
  {
    breaks: 'who has no address is an error',
    noticedBy: 'tells of a hand-over, to nobody in particular',
    mutate: (inner) => ({
      async notify(one, options) {
        if (one.person.email === null) throw new Error('unable to notify; nobody is there');
        await inner.notify(one, options);
      },
    }),
  },
  {
    breaks: 'an abort is not heard',
    noticedBy: 'gives up, and delivers nothing, when it is told to before it began',
    mutate: (inner) => ({ notify: (one) => inner.notify(one) }),
  },
];

describe('the notifier suite', () => {
  it('has nothing against the memory notifier', async () => {
    expect(await failingCases((inner) => inner)).toEqual([]);
  });

  it.each(mutants)('notices when $breaks', async ({ mutate, noticedBy }) => {
    expect(await failingCases(mutate, noticedBy)).toEqual([noticedBy]);
  });
});
