import { describe, expect, it } from 'vitest';
import { defineMatchingPolicy } from '../matching/define-matching-policy.js';
import { assign, openBoard, waves } from '../matching/dispatch-parts.js';
import { onlyIf } from '../matching/eligibility-parts.js';
import { createChance } from './chance.js';
import type { Outcome } from './outcome.js';
import { poissonArrivals } from './poisson-arrivals.js';
import { simulate } from './simulate.js';
import type { Arrival, Traffic, TrafficCoach } from './traffic.js';
import { defineVolunteerModel, type VolunteerModel } from './volunteer-model.js';

const minute = 60_000;
const start = Date.UTC(2024, 0, 1);
const span = { from: start, to: start + 24 * 60 * minute };
const coach = (id: string, more: Partial<TrafficCoach> = {}): TrafficCoach => ({
  ...{ id, locales: [], expertise: [], capacity: 1, shifts: [{ from: start, to: start + 100 * 24 * 60 * minute }] },
  ...more,
});
const at = (minutes: number, more: Partial<Arrival> = {}): Arrival => ({
  ...{ at: start + minutes * minute, visitor: `v${minutes}`, topic: null, locale: null },
  ...more,
});
/** Everybody does at once what is asked of them, and each talk takes ten minutes. */
const prompt: Partial<VolunteerModel> = {
  ...{
    noticeMs: 0,
    declineShare: 0,
    lapseShare: 0,
    replyMs: 0,
    breakOffShare: 0,
    replySlowdown: 0,
    serviceSlowdown: 0,
  },
  patienceMs: Number.POSITIVE_INFINITY,
};
const board = defineMatchingPolicy({ name: 'board', dispatch: openBoard() });
const inWaves = defineMatchingPolicy({ name: 'waves', dispatch: waves({ size: 2, everyMs: 20_000 }) });
const assigned = defineMatchingPolicy({ name: 'assign', dispatch: assign({ acceptWithinMs: 20_000 }) });
const busy: Traffic = {
  arrivals: poissonArrivals({ ...span, count: 300, chance: createChance(1) }),
  coaches: ['a', 'b', 'c', 'd'].map((id) => coach(id, { capacity: 2 })),
};
const play = (traffic: Traffic, model: Partial<VolunteerModel> = {}, policy = board, seed = 1): Outcome =>
  simulate({ traffic, policy, model: defineVolunteerModel(model), seed });
const ended = ({ answered, lost }: Outcome) => answered + Object.values(lost).reduce((sum, count) => sum + count, 0);

describe('a simulated run', () => {
  it.each([board, inWaves, assigned])('is the same again under the same seed: $name', (policy) => {
    expect(play(busy, {}, policy)).toEqual(play(busy, {}, policy));
    expect(play(busy, {}, policy, 2).figures).not.toEqual(play(busy, {}, policy).figures);
  });
  it.each([board, inWaves, assigned])('ends every question exactly once: $name', (policy) => {
    for (const seed of [1, 2, 3]) {
      const outcome = play(busy, {}, policy, seed);
      expect(outcome.arrivals).toBe(busy.arrivals.length);
      expect(ended(outcome)).toBe(outcome.arrivals);
    }
  });
  it('never gives a coach more than the capacity, whoever is shown what', () => {
    const held: number[] = [];
    const watch = onlyIf('watched', (pairing) => held.push(pairing.coach.openCount) > 0);
    play(busy, { declineShare: 0 }, defineMatchingPolicy({ name: 'watched', eligibility: [watch] }));
    expect(Math.max(...held)).toBe(2);
  });
  it('gives both policies the same visitors and the same moods', () => {
    const nobody = { declineShare: 1 };
    expect(play(busy, nobody, board).lost.gave_up).toBe(play(busy, nobody, inWaves).lost.gave_up);
  });
});

describe('visitors', () => {
  it('are answered in the order in which they asked', () => {
    const traffic = {
      arrivals: [at(0), at(1), at(2)].map((one) => ({ ...one, serviceMs: 10 * minute })),
      coaches: [coach('a')],
    };
    // 0, then 10 - 1, then 20 - 2 minutes; any other order would make the longest wait longer.
    expect(play(traffic, prompt).figures).toMatchObject({ waitMeanMs: 9 * minute, waitP90Ms: 18 * minute });
  });
  it('who meet a closed window leave, or leave a question that a coach answers later', () => {
    const shifts = [{ from: start + 60 * minute, to: start + 120 * minute }];
    const traffic = { arrivals: [at(0), at(1, { later: true })], coaches: [coach('a', { shifts })] };
    const outcome = play(traffic, { ...prompt, laterShare: 0 });
    expect([outcome.lost.closed, outcome.answered, outcome.figures.firstResponseP50Ms]).toEqual([1, 1, null]);
  });
  it('who give up in silence cost a coach a claim, and those who say so do not', () => {
    const traffic = {
      arrivals: [at(0, { serviceMs: 30 * minute }), at(1, { patienceMs: minute })],
      coaches: [coach('a')],
    };
    const silent = play(traffic, { ...prompt, silentShare: 1 });
    expect([silent.lost.gave_up, silent.coaches[0]?.claims, silent.figures.wastedClaimShare]).toEqual([1, 2, 0.5]);
    const told = play(traffic, { ...prompt, silentShare: 0 });
    expect([told.lost.gave_up, told.coaches[0]?.claims]).toEqual([1, 1]);
  });
  it('who waited for so long in the log do so again, at least', () => {
    const traffic = {
      arrivals: [at(0, { serviceMs: 20 * minute }), at(1, { waitedMs: 19.5 * minute })],
      coaches: [coach('a')],
    };
    expect(play(traffic, { ...prompt, patienceMs: 1_000 }).answered).toBe(2);
  });
  it('whose request nobody takes are sent away when its time is over', () => {
    const traffic = { arrivals: [at(0)], coaches: [coach('a')] };
    expect(play(traffic, { ...prompt, declineShare: 1 }).lost.expired).toBe(1);
  });
  it('may take a hand-over once a step offers it', () => {
    const policy = defineMatchingPolicy({ name: 'x', escalation: [{ afterMs: minute, alternatives: ['hand_over'] }] });
    const traffic = { arrivals: [at(0)], coaches: [coach('a')] };
    const outcome = play(traffic, { ...prompt, declineShare: 1, alternativeShare: 1 }, policy);
    expect(outcome.lost).toMatchObject({ handed_over: 1, expired: 0 });
  });
});

describe('coaches', () => {
  it('take longer when they hold several conversations', () => {
    // The second begins beside the first, and so takes twice its ten minutes; the third waits for the first to end.
    const arrivals = [at(0), at(1), at(2), at(3)].map((one) => ({ ...one, serviceMs: 10 * minute }));
    const traffic = { arrivals, coaches: [coach('a', { capacity: 2 })] };
    expect(play(traffic, prompt).figures.waitP90Ms).toBe(8 * minute);
    expect(play(traffic, { ...prompt, serviceSlowdown: 1 }).figures.waitP90Ms).toBe(18 * minute);
  });
  it('who never answer lose the request, and another takes it at its old place', () => {
    const traffic = { arrivals: [at(0)], coaches: [coach('a'), coach('b')] };
    expect(play(traffic, { ...prompt, lapseShare: 1 }).lost.expired).toBe(1);
    expect(play(traffic, { ...prompt, lapseShare: 1 }).coaches.map(({ claims }) => claims)).toEqual([1, 1]);
  });
  it('who are pinged come, and are deaf to a second ping for a while', () => {
    const policy = defineMatchingPolicy({ name: 'x', escalation: [{ afterMs: minute, ping: { size: 1 } }] });
    const away = coach('away', { shifts: [], pingsPerDayMax: 5 });
    const traffic = { arrivals: [at(0), at(600)], coaches: [coach('here', { expertise: [] }), away] };
    const mood = { ...prompt, declineShare: 0.5, pingAnswerShare: 1, pingDelayMs: minute, pingStayMs: 60 * minute };
    const seeds = Array.from({ length: 40 }, (_, seed) =>
      play(traffic, { ...mood, pingInactivityMs: 0 }, policy, seed),
    );
    const deaf = Array.from({ length: 40 }, (_, seed) =>
      play(traffic, { ...mood, pingInactivityMs: 1e12 }, policy, seed),
    );
    const sum = (outcomes: Outcome[], of: (outcome: Outcome) => number) =>
      outcomes.reduce((total, one) => total + of(one), 0);
    expect(sum(seeds, (one) => one.coaches.find(({ coachId }) => coachId === 'away')?.claims ?? 0)).toBeGreaterThan(5);
    expect(sum(deaf, (one) => one.answered)).toBeLessThan(sum(seeds, (one) => one.answered));
  });
});
