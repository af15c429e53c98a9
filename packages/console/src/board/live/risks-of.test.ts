import type { BoardRow } from '@entraide/core/protocol';
import { describe, expect, it } from 'vitest';
import { readBoard } from './read-board.js';
import { risksOf } from './risks-of.js';

const minute = 60_000;
const request = (id: string, rest: object = {}): BoardRow => ({
  key: `request/${id}`,
  kind: 'request',
  conversationId: id,
  text: 'Hello?',
  topic: null,
  locale: null,
  askedAt: 0,
  later: false,
  ...rest,
});
const match = (id: string, rest: object): BoardRow => ({
  key: `match/${id}`,
  kind: 'match',
  conversationId: id,
  step: 1,
  board: false,
  offered: 0,
  ...rest,
});
const talk = (id: string, rest: object): BoardRow => ({
  key: `talk/${id}`,
  kind: 'talk',
  conversationId: id,
  status: 'held',
  topic: null,
  askedAt: 0,
  claimedAt: 1,
  coachId: 'ben',
  overdue: false,
  ...rest,
});
const ben: BoardRow = {
  key: 'coach/ben',
  kind: 'coach',
  coachId: 'ben',
  name: 'Ben',
  status: 'available',
  presence: 'present',
  openCount: 1,
  capacity: 3,
};
const risksAt = (now: number, ...rows: BoardRow[]) =>
  risksOf(readBoard(rows), now).map(({ conversationId, why }) => `${conversationId} ${why}`);

describe('what needs a manager', () => {
  it('is a request that waits for long, but none that was left for later', () => {
    expect(risksAt(2 * minute, request('a'), request('b', { later: true }), request('c', { askedAt: minute }))).toEqual(
      ['a long'],
    );
  });

  it('is a request for which nobody was found, and none that somebody sees', () => {
    const rows = [request('a'), match('a', {}), request('b'), match('b', { offered: 1 }), request('c')];
    expect(risksAt(minute, ...rows, match('c', { board: true }))).toEqual(['a nobody']);
  });

  it('is a conversation whose coach owes an answer or is gone, but none whose visitor is silent', () => {
    const rows = [
      talk('a', { overdue: true }),
      talk('b', { coachId: 'zoe' }),
      talk('c', {}),
      talk('d', { status: 'on_hold', coachId: 'zoe' }),
    ];
    expect(risksAt(minute, ben, ...rows)).toEqual(['a overdue', 'b alone']);
  });
});
