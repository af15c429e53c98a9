import { randomUUID } from 'node:crypto';
import type { Storage } from '@entraide/core';

interface WrittenEvent {
  type: string;
  data: Record<string, unknown>;
  content?: Record<string, unknown>;
}

/** Writes to a stream of the shop what nobody has to decide: a scene that a test begins with. */
export async function storeEvents(storage: Storage, stream: string, ...events: WrittenEvent[]): Promise<void> {
  const by = { kind: 'system', name: 'system' } as const;
  const stored = events.map(({ content = null, ...event }) => ({ ...event, at: Date.now(), by, content }));
  await storage.commit({
    community: 'shop',
    command: { id: randomUUID(), hash: '', result: '' },
    appends: [{ stream, expected: 'any', events: stored }],
    rows: [],
  });
}
