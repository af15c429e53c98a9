import type { Commit, CommitOutcome, Storage } from '../ports/storage.js';
import type { Dice } from './dice.js';
import type { Faults } from './faults.js';
import type { Leases } from './leases.js';
import type { VirtualTime } from './virtual-time.js';

/** What the storage and all who use it share. */
export interface StorageWeather {
  time: VirtualTime;
  dice: Dice;
  /** As they are now. */
  faults(): Faults;
  /** Of the world's own time, which a database's clock knows nothing of. */
  leases: Leases;
  /** Nobody is answered before this moment. */
  outageUntil(): number;
}

/** What every call fails with. */
export const brokenConnection = 'unable to reach the storage; the connection broke';

type Fate = 'well' | 'failed' | 'ambiguous' | 'conflict';

/**
 * One node's way to the storage: each call takes its time there and back, and may meet a fault. What was sent before its
 * node died still arrives; the answer reaches nobody.
 */
export function createFaultyStorage(storage: Storage, weather: StorageWeather, isAlive: () => boolean): Storage {
  const { time, dice } = weather;

  const delay = () => {
    const { storageMs, slowStorage } = weather.faults();
    return dice.happens(slowStorage) ? dice.between(300, 3_000) : dice.between(...storageMs);
  };
  /** On the next full step, where there are steps. */
  const arrival = () => {
    const { batchMs } = weather.faults();
    const at = time.now() + delay() / 2;
    return (batchMs > 0 ? Math.ceil(at / batchMs) * batchMs : at) - time.now();
  };

  function call<T>(fate: Fate, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const answer = (give: () => void) => time.schedule(delay() / 2, () => isAlive() && give());
      const fail = () => answer(() => reject(new Error(brokenConnection)));
      if (!isAlive()) return;
      time.schedule(arrival(), () => {
        if (fate === 'failed' || time.now() < weather.outageUntil()) {
          fail();
          return;
        }
        time.hold(work()).then(
          (result) => (fate === 'ambiguous' ? fail() : answer(() => resolve(result))),
          (error: unknown) => answer(() => reject(error)),
        );
      });
    });
  }

  const readFate = (): Fate => (dice.happens(weather.faults().failedCalls) ? 'failed' : 'well');
  function commitFate({ appends }: Commit): Fate {
    const { ambiguousCommits, conflicts } = weather.faults();
    if (dice.happens(ambiguousCommits)) return 'ambiguous';
    if (appends.length > 0 && dice.happens(conflicts)) return 'conflict';
    return readFate();
  }

  return {
    durability: storage.durability,
    shared: true,
    load: (request) => call(readFate(), () => storage.load(request)),
    commit(commit) {
      const fate = commitFate(commit);
      const lost: CommitOutcome = { status: 'version_conflict' };
      // As it was when it was sent: what its sender changes afterwards is none of the storage's business.
      return call(fate, () => (fate === 'conflict' ? Promise.resolve(lost) : storage.commit(commit)));
    },
    log: (after, limit) => call(readFate(), () => storage.log(after, limit)),
    find: (view, query) => call(readFate(), () => storage.find(view, query)),
    lease: (name, holder, ttlMs) => call(readFate(), async () => weather.leases.take(name, holder, ttlMs)),
    close: async () => undefined,
  };
}
