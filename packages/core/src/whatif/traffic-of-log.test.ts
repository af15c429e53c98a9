import { describe, expect, it } from 'vitest';
import { type RecordedEvent, splitStream } from './recorded-event.js';
import { trafficOfLog } from './traffic-of-log.js';

const minute = 60_000;
const start = 1_700_000_000_000;
type Line = [minutes: number, stream: string, type: string, by: [kind: string, id?: string], data?: object];
const log = (...lines: Line[]): RecordedEvent[] =>
  lines.map(([at, stream, type, [kind, id], data = {}]) => ({
    ...{ stream, type, at: start + at * minute, by: { kind, id } },
    data: data as Record<string, unknown>,
  }));
const asked = (at: number, id: string, data: object = {}): Line => [
  at,
  `conversation/${id}`,
  'conversation.asked',
  ['visitor', `v-${id}`],
  data,
];
const ben: Line = [
  0,
  'coach/ben',
  'coach.provisioned',
  ['coach', 'ben'],
  { kind: 'coach', locales: ['fr'], topics: ['shoes'] },
];
const max: Line = [
  0,
  'coach/max',
  'coach.provisioned',
  ['manager', 'max'],
  { kind: 'manager', locales: [], topics: [] },
];
const does = (at: number): Line => [at, 'conversation/x', 'message.posted', ['coach', 'ben']];
const intends = (at: number, data: object): Line => [at, 'coach/ben', 'presence.changed', ['coach', 'ben'], data];
const shiftsOf = (...lines: Line[]) =>
  trafficOfLog(log(...lines)).coaches[0]?.shifts.map(({ from, to }) => [
    (from - start) / minute,
    (to - start) / minute,
  ]);

describe('arrivals of a log', () => {
  it('know how long whoever was answered waited and talked', () => {
    const { arrivals } = trafficOfLog(
      log(
        asked(0, 'a', { topic: 'shoes', locale: 'fr' }),
        [1, 'conversation/a', 'request.claimed', ['coach', 'ben']],
        [2, 'conversation/a', 'message.posted', ['coach', 'ben']],
        [3, 'conversation/a', 'message.posted', ['coach', 'ben']],
        [9, 'conversation/a', 'conversation.closed', ['coach', 'ben'], { outcome: 'served' }],
      ),
    );
    expect(arrivals).toEqual([
      { ...{ at: start, visitor: 'v-a', topic: 'shoes', locale: 'fr' }, waitedMs: 2 * minute, serviceMs: 7 * minute },
    ]);
  });
  it('know the patience of who gave up, and of whom the queue sent away only that it was longer', () => {
    const { arrivals } = trafficOfLog(
      log(
        asked(0, 'a'),
        asked(1, 'b'),
        asked(2, 'c', { later: true }),
        [4, 'conversation/a', 'conversation.closed', ['visitor', 'v-a'], { outcome: 'abandoned' }],
        [61, 'conversation/b', 'conversation.closed', ['system'], { outcome: 'expired' }],
      ),
    );
    const [a, b, c] = arrivals;
    expect([a?.patienceMs, a?.waitedMs]).toEqual([4 * minute, undefined]);
    expect([b?.patienceMs, b?.waitedMs]).toEqual([undefined, 60 * minute]);
    expect(c).toEqual({ at: start + 2 * minute, visitor: 'v-c', topic: null, locale: null, later: true });
  });
  it('take the topic that the matcher found where the visitor said none', () => {
    const decided: Line = [0, 'backstage/a', 'match.decided', ['system'], { request: { topic: 'hats' }, weighed: [] }];
    expect(trafficOfLog(log(asked(0, 'a'), decided)).arrivals[0]?.topic).toBe('hats');
    expect(trafficOfLog(log(asked(0, 'a', { topic: 'shoes' }), decided)).arrivals[0]?.topic).toBe('shoes');
  });
});

describe('coaches of a log', () => {
  it('are those who were provisioned, managers left out', () => {
    const { coaches } = trafficOfLog(log(ben, max, intends(5, { status: 'available', capacity: 2 })));
    expect(coaches).toMatchObject([
      { id: 'ben', locales: ['fr'], expertise: [{ topic: 'shoes', level: 3, known: 'declared' }], capacity: 2 },
    ]);
  });
  it('are there around what they do', () => {
    expect(shiftsOf(ben, does(10), does(35), does(100))).toEqual([
      [-15, 50],
      [85, 115],
    ]);
  });
  it('are not there while they said so', () => {
    expect(shiftsOf(ben, does(20), intends(25, { status: 'away' }))).toEqual([[-15, 25]]);
    expect(shiftsOf(ben, does(20), intends(25, { status: 'away', until: start + 30 * minute }), does(40))).toEqual([
      [-15, 25],
      [30, 55],
    ]);
    expect(shiftsOf(ben, intends(5, { status: 'away' }), intends(12, { status: 'available' }))).toEqual([
      [-15, 5],
      [12, 27],
    ]);
  });
  it('are there when a decision counted them, with what it knew of them', () => {
    const facts = {
      ...{ coachId: 'zoe', locales: [], expertise: [], presence: 'present', openCount: 0, capacity: 4 },
      ...{ claimedAt: [], offeredAt: 0, quietHours: null, pingedAt: [], pingsPerDayMax: 3, blockedVisitorIds: [] },
    };
    const weighed = [{ coachId: 'zoe', score: 0, reasons: [], facts }];
    const { coaches } = trafficOfLog(log([60, 'backstage/a', 'match.decided', ['system'], { weighed }]));
    expect(coaches).toMatchObject([{ id: 'zoe', capacity: 4, pingsPerDayMax: 3 }]);
    expect(coaches[0]?.shifts).toEqual([{ from: start + 45 * minute, to: start + 75 * minute }]);
  });
});

it('a stream is a kind and an id', () => {
  expect([splitStream('coach/ben/2'), splitStream('lounge')]).toEqual([
    ['coach', 'ben/2'],
    ['lounge', ''],
  ]);
});
