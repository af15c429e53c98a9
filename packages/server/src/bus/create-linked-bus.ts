import type { Bus, BusState, Hint, NodeLogEntry } from '@entraide/core';
import type { BusLink, OpenBusLink } from './bus-link.js';
import { type BusUrl, describeBus } from './bus-url.js';
import { createHintOutbox, type HintOutbox } from './hint-outbox.js';

/** A bus over a broker. */
export interface LinkedBus extends Bus {
  state(): BusState;
}

/** Sent and not confirmed: what is more is lost, for a broker that doesn't keep up must not cost memory. */
const unconfirmedBytesMax = 8 * 1024 * 1024;

/**
 * The Bus port over one link to a broker. Nothing that becomes of the broker is thrown: hints get lost, the link comes
 * back by itself, and `state` says how it is.
 */
export function createLinkedBus(
  open: OpenBusLink,
  options: BusUrl & { log?: ((entry: NodeLogEntry) => void) | undefined },
): LinkedBus {
  const counts = { published: 0, received: 0, lost: 0 };
  const subjects = new Map<string, Set<(hint: Hint) => void>>();
  const live = new Map<string, Promise<void>>();
  let isClosed = false;

  const tell = createTelling(options.log ?? (() => undefined), describeBus(options));
  const link = open({
    ...options,
    changed(error) {
      if (!isClosed) tell(link.isUp(), error);
    },
  });
  const outbox = createSending(link, counts);
  const heard = (subject: string, text: string) => {
    const count = parseHints(text)?.length ?? 0;
    counts.received += count;
    // Each has its own copy.
    for (const listener of [...(subjects.get(subject) ?? [])])
      for (const hint of parseHints(text) ?? []) listener(hint);
  };

  return {
    async publish(subject, hint) {
      if (isClosed) return;
      if (!outbox.add(subject, JSON.stringify(hint))) counts.lost += 1;
    },
    async subscribe(subject, listener) {
      const known = subjects.get(subject);
      const listeners = known ?? new Set();
      const own = (hint: Hint) => listener(hint);
      listeners.add(own);
      if (!known && !isClosed) {
        subjects.set(subject, listeners);
        live.set(
          subject,
          link.listen(subject, (text) => heard(subject, text)),
        );
      }
      await live.get(subject);
      return async () => {
        listeners.delete(own);
        if (listeners.size > 0 || subjects.get(subject) !== listeners) return;
        subjects.delete(subject);
        live.delete(subject);
        await link.unlisten(subject);
      };
    },
    state: () => ({ isUp: link.isUp(), ...counts }),
    async close() {
      isClosed = true;
      subjects.clear();
      outbox.close();
      await link.close();
    },
  };
}

/** What leaves, within its bounds. */
function createSending(link: BusLink, counts: { published: number; lost: number }): HintOutbox {
  let unconfirmed = 0;
  return createHintOutbox((subject, hints) => {
    const text = `[${hints.join(',')}]`;
    if (unconfirmed + text.length > unconfirmedBytesMax || !link.isUp()) {
      counts.lost += hints.length;
      return;
    }
    unconfirmed += text.length;
    const done = (key: 'published' | 'lost') => () => {
      counts[key] += hints.length;
      unconfirmed -= text.length;
    };
    (async () => link.send(subject, text))().then(done('published'), done('lost'));
  });
}

/** Once an outage, and once when it is over. */
function createTelling(log: (entry: NodeLogEntry) => void, bus: string) {
  let wasUp: boolean | null = null;
  return (isUp: boolean, error: unknown) => {
    if (isUp && wasUp !== true) log({ level: 'info', event: 'bus.up', bus });
    if (!isUp && (wasUp === true || (wasUp === null && error !== undefined)))
      log({ level: 'warn', event: 'bus.down', bus, ...(error !== undefined && { error }) });
    if (isUp || error !== undefined || wasUp !== null) wasUp = isUp;
  };
}

/** Null for what isn't from one of us. */
function parseHints(text: string): Hint[] | null {
  try {
    const hints: unknown = JSON.parse(text);
    const isHints = Array.isArray(hints) && hints.every((hint) => typeof hint === 'object' && hint !== null);
    return isHints ? hints : null;
  } catch {
    // A stranger's text on our channel is no hint.
    return null;
  }
}
