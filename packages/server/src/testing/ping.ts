import type { Notification } from '@entraide/core';

/** A ping of a coach of the shop, as an adapter is given it. */
export const pingOf = (id: string, person: Partial<Notification['person']> = {}): Notification => ({
  id,
  community: 'shop',
  person: { id: 'c1', kind: 'coach', name: 'Ben', locales: ['en'], email: 'ben@coaches.example', ...person },
  kind: 'request_waiting',
  at: 1_750_000_000_000,
  data: { conversationId: '6f8f5771-5090-4a26-9245-3988d9a1501b', topic: 'shoes', locale: 'fr', waitedMs: 290_000 },
});
