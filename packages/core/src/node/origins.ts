import type { Ids } from '../ports/ids.js';
import type { Storage } from '../ports/storage.js';

/**
 * Says that two people sat in the same place on the same day, and nothing else: a digest of the address under a random key
 * that the nodes of a community share for one day and then lose. Addresses are in memory alone, and never logged.
 */
export interface Origins {
  /** The digest of an address as of each day; null where it isn't known, or today's key was not read yet. */
  of(address: string | undefined): () => string | null;
  /** A coach is connected from there. */
  seen(coachId: string, origin: string | null): Promise<void>;
  /** Today's key, made where there is none. Old digests are removed with the key's day. */
  renew(now: number): Promise<void>;
  /** Where each coach was connected of late. */
  load(): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Guards look back so far. */
const keptDays = 30;
const rowsMax = 100_000;
const removedMax = 1_000;

interface OriginsOptions {
  storage: Storage;
  ids: Ids;
  community: string;
  holder: string;
  isGuarded: boolean;
}

interface DayKey {
  day: number;
  key: string;
}

export function createOrigins(options: OriginsOptions): Origins {
  const { storage, ids, community, isGuarded } = options;
  let today: DayKey | null = null;
  let told = new Set<string>();

  // Twice under the key, so that nobody goes on from a digest to that of a longer text.
  const digest = (key: string, address: string) =>
    ids.digest(`${key}\n${ids.digest(`${key}\n${address}`)}`).slice(0, 16);

  return {
    of(address) {
      let known = { key: '', origin: '' };
      return () => {
        if (!today || !address) return null;
        const { key } = today;
        if (known.key !== key) known = { key, origin: digest(key, address) };
        return known.origin;
      };
    },
    async seen(coachId, origin) {
      if (!today || origin === null || told.has(`${coachId} ${origin}`)) return;
      told.add(`${coachId} ${origin}`);
      const { day } = today;
      const row = { day, coachId, origin };
      await storage.commit({
        community,
        appends: [],
        rows: [{ view: 'origin', key: `${day} ${coachId} ${origin}`, row }],
      });
    },
    async renew(now) {
      const day = Math.floor(now / dayMs);
      if (!isGuarded || today?.day === day) return;
      today = null;
      told = new Set();
      today = await keyOf(options, day);
    },
    async load() {
      const { rows } = await storage.find('origin', { community, limit: rowsMax });
      const originsOf = new Map<string, Set<string>>();
      for (const { row } of rows) {
        const { coachId, origin } = row as { coachId: string; origin: string };
        originsOf.set(coachId, (originsOf.get(coachId) ?? new Set()).add(origin));
      }
      return originsOf;
    },
  };
}

/** The day's key: one node makes it, and the others read it when they look again. */
async function keyOf(options: OriginsOptions, day: number): Promise<DayKey | null> {
  const { storage, community, ids, holder } = options;
  const read = async () => {
    const { rows } = await storage.find('day_secret', { community, keys: ['today'], limit: 1 });
    const row = rows[0]?.row as { day: number; secret: string } | null | undefined;
    return row?.day === day ? { day, key: row.secret } : null;
  };
  const known = await read();
  if (known || !(await storage.lease(`${community}\norigin key`, holder, 5_000))) return known;
  const madeMeanwhile = await read();
  if (madeMeanwhile) return madeMeanwhile;
  const made = { day, key: ids.token() };
  const old = { community, atMost: { day: day - keptDays }, orderBy: 'day', limit: removedMax };
  const { rows } = await storage.find('origin', old);
  const row = { day, secret: made.key };
  const gone = rows.map(({ key }) => ({ view: 'origin', key, row: null }));
  await storage.commit({ community, appends: [], rows: [{ view: 'day_secret', key: 'today', row }, ...gone] });
  return made;
}
