import { expect, it } from 'vitest';
import { createLiveView } from './live-view.js';

interface Change {
  params: { version: number; upserts: { key: string }[]; removes: string[] };
}

function start() {
  const rows = [{ key: 'a', count: 1 }];
  let reads = 0;
  const view = createLiveView('presence', () => {
    reads += 1;
    return rows;
  });
  const join = () => {
    const frames: string[] = [];
    const reader = { send: (frame: string) => void frames.push(frame) };
    return { frames, reader, changes: () => frames.map((frame) => (JSON.parse(frame) as Change).params) };
  };
  return { rows, view, join, reads: () => reads };
}

it('sends what changed, in frames that all readers share', () => {
  const { rows, view, join } = start();
  const [ann, ben] = [join(), join()];
  for (const { reader } of [ann, ben]) {
    expect(view.open(reader).rows).toEqual([{ key: 'a', count: 1 }]);
    view.start(reader);
  }
  rows.push({ key: 'b', count: 1 });
  view.changed();
  view.changed();
  rows.shift();
  view.changed();
  expect(ann.changes()).toMatchObject([
    { upserts: [{ key: 'b' }], removes: [] },
    { upserts: [], removes: ['a'] },
  ]);
  expect(ann.frames[0]).toBe(ben.frames[0]);
});

it('keeps what changes before the rows are sent, and gives a newcomer no old news', () => {
  const { rows, view, join } = start();
  const [ann, ben] = [join(), join()];
  const { version } = view.open(ann.reader);
  rows.push({ key: 'b', count: 1 });
  view.changed();
  expect(ann.frames).toEqual([]);
  view.start(ann.reader);
  expect(ann.changes()).toMatchObject([{ version: version + 1, upserts: [{ key: 'b' }] }]);
  expect(view.open(ben.reader)).toMatchObject({ version: version + 1, rows: [{ key: 'a' }, { key: 'b' }] });
  view.start(ben.reader);
  expect(ben.frames).toEqual([]);
});

it('reads nothing while nobody looks, and starts afresh with the next reader', () => {
  const { rows, view, join, reads } = start();
  const ann = join();
  view.open(ann.reader);
  view.close(ann.reader);
  const before = reads();
  rows.push({ key: 'b', count: 1 });
  view.changed();
  expect(reads()).toBe(before);
  const ben = join();
  expect(view.open(ben.reader).rows).toHaveLength(2);
  view.start(ben.reader);
  view.changed();
  expect([ann.frames, ben.frames]).toEqual([[], []]);
});
