import { expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { createMemoryTransport } from '../memory/memory-transport.js';
import { connectParticipant } from '../participant.js';
import { parseCommunity } from '../settings.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createNode } from './create-node.js';
import type { DemandSeen } from './types.js';

function start(thinBelow?: number) {
  const clock = createManualClock();
  const seen: DemandSeen[] = [];
  const availability = { opensAfterMs: 0, ...(thinBelow !== undefined && { thinBelow }) };
  const node = createNode({
    storage: createMemoryStorage({ clock, ids: systemIds, views }),
    clock,
    communities: [parseCommunity({ id: 'shop', provisioning: 'token', availability })],
    authenticate: async ({ token }) => ({ kind: 'coach', issuer: 'test', subject: token, name: token }),
    demandSeen: (demand) => seen.push(demand),
  });
  const transport = createMemoryTransport((connection) => node.accept(connection));
  const join = (token?: string) =>
    connectParticipant({ transport, community: 'shop', ids: systemIds, ...(token && { token }) });
  return { clock, node, seen, join };
}

it('a visitor who comes while few coaches are there is told of, once for each', async () => {
  const { seen, join } = start(3);
  await join();
  expect(seen).toEqual([]);
  for (const name of ['Ben', 'Zoe']) await join(name);
  await join();
  expect(seen).toEqual([{ community: 'shop', topic: null }]);
  await join('Max');
  await join();
  expect(seen).toHaveLength(1);
});

it('nobody is told of unless the community says what is few', async () => {
  const { clock, node, seen, join } = start();
  const ben = await join('Ben');
  await join();
  await clock.advance(5_000);
  ben.close();
  await clock.advance(1);
  expect(node.availability('shop')).toMatchObject({ open: true, coachesOnline: 0 });
  await join();
  expect(seen).toEqual([]);
});
