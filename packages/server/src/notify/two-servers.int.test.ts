import { createMemoryNotifier } from '@entraide/core/memory';
import { describe, expect, inject, it, vi } from 'vitest';
import { createTestServer } from '../testing/create-test-server.js';
import { postgresSubject } from '../testing/storage-subjects.js';
import { storeEvents } from '../testing/store-events.js';

const url = inject('services').postgres;
const within = { timeout: 40_000, interval: 100 };

describe.runIf(url)('two servers on one PostgreSQL', () => {
  it('tell everybody between them, and one takes over when the other ends', async () => {
    const subject = postgresSubject(url as string);
    const servers = [0, 1].map(() => {
      const storage = subject.open();
      const notifier = createMemoryNotifier();
      return { storage, notifier, server: createTestServer({ storage, notifier }) };
    });
    const [first, second] = servers as [(typeof servers)[0], (typeof servers)[0]];
    await vi.waitFor(async () => {
      const { rows } = await second.storage.find('position', { community: 'shop', limit: 2 });
      expect(rows).toHaveLength(1);
    }, within);
    const data = { kind: 'coach', name: 'Ben', locales: [], topics: [] };
    await storeEvents(first.storage, 'coach/c1', { type: 'coach.provisioned', data });
    const ping = { type: 'coach.pinged', data: { conversationId: null, kind: 'request' } };
    const told = () => new Set(servers.flatMap(({ notifier }) => notifier.delivered.map(({ id }) => id)));
    const expected = (count: number) => new Set(Array.from({ length: count }, (_, n) => `shop/coach/c1#${n + 2}`));

    for (let n = 0; n < 3; n += 1) await storeEvents(first.storage, 'coach/c1', ...Array(10).fill(ping));
    await vi.waitFor(() => expect(told()).toEqual(expected(30)), within);
    // Whoever holds the lease ends; the other one goes on where it stored that it was.
    const holder = first.notifier.delivered.length > 0 ? first : second;
    const other = holder === first ? second : first;
    await holder.server.close();
    await holder.storage.close();
    await storeEvents(other.storage, 'coach/c1', ...Array(10).fill(ping));
    await vi.waitFor(() => expect(told()).toEqual(expected(40)), within);
    expect(servers.flatMap(({ notifier }) => notifier.delivered)).toHaveLength(40);
    await other.server.close();
    await other.storage.close();
    await subject.dispose();
  });
});
