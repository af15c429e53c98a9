import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { LoggedEvent, Storage } from '../ports/storage.js';
import { type ConsumerPlace, createConsumerPlace } from './consumer-place.js';
import { createEffects, type Effects, type HandleEvent } from './effects.js';
import type { NodeLogEntry } from './types.js';

/**
 * Carries events of one community out of the process: each at least once, in small batches, in the order of the log. A
 * new consumer begins where the log ends. Several holders at once do no harm: what both do has one id.
 */
export interface LogConsumer {
  /** Does what there is to do now. Never rejects; a call while one is under way does nothing. */
  turn(): Promise<void>;
  /** Waits a little for what is under way, then aborts it: it is done again by whoever comes next. Idempotent. */
  close(): Promise<void>;
}

export interface LogConsumerOptions {
  storage: Storage;
  clock: Clock;
  ids: Ids;
  log: (entry: NodeLogEntry) => void;
  community: string;
  /** Names the stored position and the lease: the same on all nodes, over all releases. */
  name: string;
  /** Types of events that it is about. */
  types: readonly string[];
  /** Fails by rejecting: it is tried again, and given up after `triesMax`, so that nothing stops for ever. */
  handle: HandleEvent;
  /** @defaultValue the storage's own */
  readLog?: Storage['log'];
}

/** Events read at once. */
const readMax = 500;
/** Effects of one batch: what a crash may repeat. */
const batchMax = 20;
/** The place is also stored when the log went on this far without anything to do. */
const passedMax = 5_000;
/** What is under way at the close may take this long. */
const closeMs = 5_000;

interface Consumer extends LogConsumerOptions {
  place: ConsumerPlace;
  closing: AbortController;
  /** Null until it is known, and when somebody else took over. */
  reached: number | null;
  /** What is stored, as far as is known. */
  stored: number;
  batch: { effects: Effects; end: number } | null;
  isFailing: boolean;
}

export function createLogConsumer(options: LogConsumerOptions): LogConsumer {
  const { clock, ids, log } = options;
  const place = createConsumerPlace({ ...options, holder: ids.uuid() });
  const closing = new AbortController();
  const consumer: Consumer = { ...options, place, closing, reached: null, stored: 0, batch: null, isFailing: false };
  let underWay: Promise<void> | null = null;
  let closed: Promise<void> | null = null;

  async function close() {
    const cancel = clock.schedule(closeMs, () => closing.abort());
    await underWay;
    cancel();
    closing.abort();
    await place.release().catch((error: unknown) => log({ level: 'warn', event: 'consumer_failed', error }));
  }

  return {
    async turn() {
      if (closed || underWay) return;
      underWay = takeTurn(consumer, () => closed !== null);
      await underWay;
      underWay = null;
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}

async function takeTurn(consumer: Consumer, isClosing: () => boolean): Promise<void> {
  try {
    let isMore = true;
    while (isMore && !isClosing())
      isMore = consumer.batch ? await work(consumer, consumer.batch) : await look(consumer);
    consumer.isFailing = false;
  } catch (error) {
    const { community, name } = consumer;
    // Once an outage: it fails again each second until the storage answers.
    if (!consumer.isFailing)
      consumer.log({ level: 'warn', event: 'consumer_failed', community, consumer: name, error });
    consumer.isFailing = true;
  }
}

/** Reads on from where it stands. Resolves whether there may be more to do at once. */
async function look(consumer: Consumer): Promise<boolean> {
  const { place, clock, storage, readLog = (after, limit) => storage.log(after, limit) } = consumer;
  const from = consumer.reached ?? (await begin(consumer));
  if (from === null) return false;
  consumer.reached = from;
  const events = await readLog(from, readMax);
  const { mine, end } = choose(consumer, events, from);
  if (mine.length === 0) {
    consumer.reached = end;
    if (end - consumer.stored >= passedMax) {
      if (await place.hold(clock.now())) await place.store(end);
      consumer.stored = end;
    }
    return events.length === readMax;
  }
  const isHeld = await place.hold(clock.now());
  // What another holder did since the last look needn't be done again.
  const done = (await place.read()) ?? from;
  if (isHeld)
    consumer.batch = {
      end,
      effects: createEffects(
        mine.filter(({ position }) => position > done),
        effectsOptions(consumer),
      ),
    };
  else consumer.reached = done;
  return isHeld;
}

const effectsOptions = ({ name, closing, ...options }: Consumer) => ({
  ...options,
  consumer: name,
  signal: closing.signal,
});

/** What of the next events it is about, and how far they reach. */
function choose({ community, types }: Consumer, events: readonly LoggedEvent[], from: number) {
  const all = events.filter((event) => event.community === community && types.includes(event.type));
  const mine = all.slice(0, batchMax);
  const last = mine.length < all.length ? mine.at(-1) : events.at(-1);
  return { mine, end: last?.position ?? from };
}

/** Where it stands, or the end of the log for one that is new; null while another node finds that out. */
async function begin(consumer: Consumer): Promise<number | null> {
  const { place, clock } = consumer;
  const known = await place.read();
  if (known === null && !(await place.hold(clock.now()))) return null;
  // Read again under the lease: two that begin at once must not begin at two places.
  consumer.stored = known ?? (await place.read()) ?? (await place.begin());
  return consumer.stored;
}

/** Tries what is due of its batch. Resolves whether there may be more to do at once. */
async function work(consumer: Consumer, { effects, end }: { effects: Effects; end: number }): Promise<boolean> {
  if (!(await consumer.place.hold(consumer.clock.now()))) {
    // It was away for so long that somebody else took over, who does all that isn't stored.
    consumer.reached = null;
    consumer.batch = null;
    return false;
  }
  if (!(await effects.tryDue())) return false;
  // Not before: a crash in between repeats the batch, and skips nothing.
  await consumer.place.store(end);
  consumer.reached = end;
  consumer.stored = end;
  consumer.batch = null;
  return true;
}
