import { expect, it } from 'vitest';
import type { FoundRow, RowQuery, Storage } from '../ports/storage.js';
import type { Presence } from './presence.js';
import { createViews } from './views.js';

const person = { kind: 'coach', id: 'ben', name: 'Ben', locales: [], topics: [] } as const;
const row = (version: number, status: string): FoundRow => ({
  key: 'a',
  version,
  row: { status, question: `as of ${version}`, askedAt: 1 },
});

/** Views over a storage whose requests are what the test says, and on which nothing was matched. */
function createInbox(find: (query: RowQuery) => Promise<{ position: number; rows: FoundRow[] }>) {
  const storage = {
    find: (view: string, query: RowQuery) =>
      view === 'match' ? Promise.resolve({ position: 0, rows: [] }) : find(query),
  } as unknown as Storage;
  return createViews({
    community: 'shop',
    storage,
    presence: {} as Presence,
    stored: {},
    opened: () => undefined,
    isShown: ({ request }, actor) => actor.locales.length === 0 || actor.locales.includes(String(request.row?.locale)),
  });
}

it('shows no row that is older than what it showed, whatever comes late from another node', async () => {
  let answer = (_: { position: number; rows: FoundRow[] }) => {};
  const views = createInbox(() => new Promise((resolve) => (answer = resolve)));
  const frames: { params: { upserts: { text: string }[]; removes: string[] } }[] = [];
  const reader = { actor: person, view: 'inbox', send: (frame: string) => frames.push(JSON.parse(frame)) } as const;
  const opened = views.open(reader);
  // Written after the rows were read, and before they were sent.
  views.requestsChanged(7, { requests: [row(7, 'waiting')], matches: [] });
  answer({ position: 5, rows: [row(5, 'waiting')] });
  expect(await opened).toMatchObject({ version: 5, rows: [{ key: 'a', text: 'as of 5' }] });
  expect(frames).toEqual([]);
  views.start(reader);
  views.requestsChanged(9, { requests: [row(9, 'claimed')], matches: [] });
  views.requestsChanged(10, { requests: [row(8, 'waiting')], matches: [] });
  expect(frames.map(({ params }) => [params.upserts.map(({ text }) => text), params.removes])).toEqual([
    [['as of 7'], []],
    [[], ['a']],
  ]);
});

/** An inbox whose rows are read when a test says so. */
function createHeldInbox() {
  const reads: { resolve: (found: { position: number; rows: FoundRow[] }) => void; reject: (error: Error) => void }[] =
    [];
  const views = createInbox(() => new Promise((resolve, reject) => reads.push({ resolve, reject })));
  const frames: string[] = [];
  const reader = { actor: person, view: 'inbox', send: (frame: string) => frames.push(frame) } as const;
  return { reads, views, frames, reader };
}

it('forgets a reader whose rows could not be read', async () => {
  const { reads, views, frames, reader } = createHeldInbox();
  const opened = views.open(reader);
  reads[0]?.reject(new Error('the storage is away'));
  await expect(opened).rejects.toThrow('away');
  views.start(reader);
  views.requestsChanged(7, { requests: [row(7, 'waiting')], matches: [] });
  expect(frames).toEqual([]);
});

it('reads again where more has changed meanwhile than may wait', async () => {
  const { reads, views, reader } = createHeldInbox();
  const opened = views.open(reader);
  for (let version = 2; version < 1_100; version += 1)
    views.requestsChanged(version, { requests: [row(version, 'waiting')], matches: [] });
  reads[0]?.resolve({ position: 1, rows: [row(1, 'waiting')] });
  await new Promise((resolve) => setImmediate(resolve));
  reads[1]?.resolve({ position: 1_099, rows: [row(1_099, 'waiting')] });
  expect(await opened).toMatchObject({ version: 1_099, rows: [{ text: 'as of 1099' }] });
});

it('shows a coach the requests of their language behind five hundred of another', async () => {
  const inbox = (locale: string, key: string) => ({ ...row(1, 'waiting'), key, row: { status: 'waiting', locale } });
  const german = Array.from({ length: 600 }, (_, index) => inbox('de', `de ${index}`));
  const rows = [...german, inbox('fr', 'fr')];
  const views = createInbox(async ({ limit }) => ({ position: 1, rows: rows.slice(0, limit) }));
  const actor = { ...person, locales: ['fr'] };
  const opened = await views.open({ actor, view: 'inbox', send: () => undefined });
  expect(opened?.rows).toMatchObject([{ key: 'fr' }]);
});
