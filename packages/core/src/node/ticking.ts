import { findHolders } from './at-start.js';
import { fireDeadlines } from './deadlines.js';
import type { CommunityParts, NodeParts } from './node-parts.js';
import { readShares } from './read-shares.js';
import type { Sync } from './sync.js';
import { reofferVanished } from './vanished.js';

/** How often deadlines fire, presence is looked at again, and other nodes' work is fetched. */
const tickMs = 1_000;

/** Runs what time alone calls for. Returns what stops it. */
export function startTicking(
  parts: NodeParts,
  { communities, sync }: { communities: ReadonlyMap<string, CommunityParts>; sync: Sync },
): () => void {
  const { clock, storage, engine, ids, log } = parts;
  let cancel = () => {};
  const unknownKinds = new Set<string>();
  const counted = new Set<string>();
  const fire = async (community: string, one: CommunityParts) => {
    const { presence, share, waits, demand, matcher, leases, eraser } = one;
    presence.tick();
    if (await share.tick(clock.now())) sync.shared(community);
    await readShares(parts, community, one);
    for (const view of one.views.stored) view.tick();
    await demand.tick();
    if (!counted.has(community)) {
      for (const coachId of await findHolders(storage, community)) presence.holds(coachId);
      waits.found(await matcher.begin());
      counted.add(community);
    }
    const now = clock.now();
    matcher.tick(!storage.shared || (await leases.matching.hold(now)));
    await one.origins.renew(now);
    // Before anything settles.
    await one.guards.tick(now);
    await reofferVanished(parts, community, one);
    const due = { match: matcher.due, erasure: eraser.due };
    const work = { storage, engine, ids, lease: leases.deadlines, log, unknownKinds, due, now };
    await fireDeadlines(community, work);
    eraser.tick();
  };
  const tick = async () => {
    // Nobody's failure is another's: neither between communities, nor between what is due and what others wrote.
    const outcomes = await Promise.allSettled([...communities].map(([id, community]) => fire(id, community)));
    if (storage.shared) await sync.now();
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  };
  let isFailing = false;
  let isStopped = false;
  const again = () => {
    if (isStopped) return;
    cancel = clock.schedule(tickMs, () => {
      tick()
        .then(
          () => {
            isFailing = false;
          },
          (error: unknown) => {
            // Once an outage: it fails again each second until the storage answers.
            if (!isFailing) log({ level: 'warn', event: 'tick_failed', error });
            isFailing = true;
          },
        )
        .finally(again);
    });
  };
  again();
  return () => {
    isStopped = true;
    cancel();
  };
}
