import { expect, it, vi } from 'vitest';
import { createManualClock } from './testing/manual-clock.js';
import { createTyping } from './typing.js';

const ben = { kind: 'coach', name: 'Ben' } as const;

function setUp() {
  const clock = createManualClock();
  const send = vi.fn();
  return { clock, send, typing: createTyping({ clock, send }) };
}

it('says that somebody types every three seconds, however fast they type', async () => {
  const { clock, send, typing } = setUp();
  for (let key = 0; key < 70; key += 1) {
    typing.type(true);
    await clock.advance(100);
  }
  expect(send).toHaveBeenCalledTimes(3);
  typing.type(false);
  typing.type(false);
  expect(send.mock.calls.slice(3)).toEqual([[{ kind: 'typing', active: false }]]);
});

it('forgets who types when they go quiet', async () => {
  const { clock, typing } = setUp();
  typing.heard({ conversationId: 'c', kind: 'typing', by: ben, active: true });
  expect(typing.getSnapshot().typing).toEqual(ben);
  await clock.advance(4_000);
  typing.heard({ conversationId: 'c', kind: 'typing', by: ben, active: true });
  await clock.advance(5_999);
  expect(typing.getSnapshot().typing).toEqual(ben);
  await clock.advance(1);
  expect(typing.getSnapshot().typing).toBeNull();
});

it('never reads backwards', () => {
  const { send, typing } = setUp();
  typing.read(4);
  typing.read(3);
  typing.read(4);
  expect(send.mock.calls).toEqual([[{ kind: 'read', offset: 4 }]]);
  typing.heard({ conversationId: 'c', kind: 'read', by: ben, offset: 6 });
  typing.heard({ conversationId: 'c', kind: 'read', by: ben, offset: 5 });
  expect(typing.getSnapshot().readOffset).toBe(6);
});
