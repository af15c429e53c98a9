import { createCommunity, type Participant, type Storage } from '@entraide/core';
import { describe, expect, inject, it } from 'vitest';
import { postgresSubject, type StorageSubject, sqliteSubject } from '../testing/storage-subjects.js';
import type { DatabasePlace } from './open-database.js';
import { renewEpoch } from './renew-epoch.js';

const { postgres } = inject('services');

async function withStorage<T>(subject: StorageSubject, task: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = subject.open();
  try {
    return await task(storage);
  } finally {
    await storage.close();
  }
}

async function withVisitor<T>(
  storage: Storage,
  token: string | undefined,
  task: (visitor: Participant) => Promise<T>,
): Promise<T> {
  const community = createCommunity({ id: 'shop', storage });
  try {
    return await task(await community.visitor(token === undefined ? {} : { token }));
  } finally {
    await community.close();
  }
}

describe.each([
  ['SQLite', true, sqliteSubject],
  ['PostgreSQL', postgres !== null, () => postgresSubject(postgres as string)],
] as const)('after a restore of %s', (_, isHere, create) => {
  it.skipIf(!isHere)('a position of the old epoch is answered with a snapshot, and the new one goes on', async () => {
    const subject = create();
    const { token, feed, after } = await withStorage(subject, (storage) =>
      withVisitor(storage, undefined, async (visitor) => {
        const { conversationId } = await visitor.call('conversation.ask', { text: 'Does it fit?', later: true });
        const name = `conversation/${conversationId}`;
        const { epoch, offset } = await visitor.call('feed.open', { feed: name });
        return { token: visitor.token, feed: name, after: { epoch, offset } };
      }),
    );
    const opened = (position: typeof after) =>
      withStorage(subject, (storage) =>
        withVisitor(storage, token, (visitor) => visitor.call('feed.open', { feed, after: position })),
      );
    expect(await opened(after)).toEqual({ ...after, events: [] });
    await renewEpoch(subject.place as DatabasePlace);
    const restored = await opened(after);
    expect(restored.epoch).not.toBe(after.epoch);
    expect(restored.snapshot?.events.map(({ data }) => data.text)).toEqual(['Does it fit?']);
    expect(await opened({ ...after, epoch: restored.epoch })).toEqual({ ...after, epoch: restored.epoch, events: [] });
    await subject.dispose();
  });
});

it('a SQLite file that a server has open keeps its epoch', async () => {
  const subject = sqliteSubject();
  await withStorage(subject, async (storage) => {
    const { epoch } = await storage.load({ community: 'shop', streams: [] });
    await expect(renewEpoch(subject.place as DatabasePlace)).rejects.toMatchObject({ code: 'storage_in_use' });
    expect((await storage.load({ community: 'shop', streams: [] })).epoch).toBe(epoch);
  });
  await subject.dispose();
});
