import type { Notifier } from '@entraide/core';

const knownMax = 1_000;

/**
 * Several notifiers as one: each gets every notification. Where some failed it rejects, and the next attempt goes to those
 * alone. That memory is the process's: after a restart all of them are given it again, under the same id.
 */
export function createNotifierOf(notifiers: readonly Notifier[]): Notifier {
  const done = new Map<string, Set<Notifier>>();
  return {
    async notify(notification, options) {
      const { id } = notification;
      const told = done.get(id) ?? new Set();
      const left = notifiers.filter((notifier) => !told.has(notifier));
      const outcomes = await Promise.allSettled(left.map(async (notifier) => notifier.notify(notification, options)));
      for (const [index, { status }] of outcomes.entries())
        if (status === 'fulfilled') told.add(left[index] as Notifier);
      done.delete(id);
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (!failed) return;
      done.set(id, told);
      // A map remembers insertion order: what is oldest was given up, or is delivered again.
      if (done.size > knownMax) done.delete(done.keys().next().value as string);
      throw failed.reason;
    },
  };
}
