import { describe, expect, it } from 'vitest';
import { coachFacts, requestFacts } from '../testing/match-facts.js';
import { createMatchRun } from '../testing/match-run.js';
import { createCandidateIndex } from './candidate-index.js';
import { decideMatching, type MatchContext } from './decide.js';
import { decideMatch } from './decide-match.js';
import { defineMatchingPolicy } from './define-matching-policy.js';
import { assign, waves } from './dispatch-parts.js';
import { emptyMatch, evolveMatching } from './evolve.js';
import { isShownTo } from './is-shown-to.js';
import type { MatchDecision } from './types.js';

const second = 1_000;
const policy = defineMatchingPolicy({ name: 'waves', dispatch: waves({ size: 1, everyMs: 10 * second }) });
const request = requestFacts();
const firstDecision = (): MatchDecision => {
  const index = createCandidateIndex();
  index.set(coachFacts('ann'));
  const { decision } = decideMatch({ policy, topics: null, request, state: emptyMatch, index, now: 0 });
  if (!decision) throw new Error('a first look decides');
  return decision;
};
const system: MatchContext = { now: 0, actor: { kind: 'system', id: '', name: '' }, isWaiting: true };
const ann: MatchContext = { now: 5, actor: { kind: 'coach', id: 'ann', name: 'Ann' }, isWaiting: true };

describe('the backstage of a request', () => {
  it('takes one decision a wave, from whichever matcher was first', () => {
    const command = { type: 'offer.make', decision: firstDecision() } as const;
    const decided = decideMatching(command, emptyMatch, system);
    if ('refused' in decided) throw new Error('the first decision counts');
    const state = decided.events.reduce(evolveMatching, emptyMatch);
    expect(decideMatching(command, state, system)).toEqual({ refused: 'superseded' });
  });
  it('takes no decision about a request that was claimed meanwhile', () => {
    const command = { type: 'offer.make', decision: firstDecision() } as const;
    expect(decideMatching(command, emptyMatch, { ...system, isWaiting: false })).toEqual({ refused: 'superseded' });
  });
  it('lets a coach decline once, and only while the request waits', () => {
    const decided = decideMatching({ type: 'request.decline', reason: 'busy' }, emptyMatch, ann);
    expect(decided).toMatchObject({
      events: [{ type: 'request.declined', by: { id: 'ann' }, data: { reason: 'busy' } }],
    });
    const state = 'events' in decided ? decided.events.reduce(evolveMatching, emptyMatch) : emptyMatch;
    expect(decideMatching({ type: 'request.decline' }, state, ann)).toEqual({ refused: 'already_declined' });
    expect(decideMatching({ type: 'request.decline' }, state, { ...ann, isWaiting: false })).toEqual({
      refused: 'already_claimed',
    });
  });
  it('ends nothing that never began', () => {
    expect(decideMatching({ type: 'match.end' }, emptyMatch, system)).toEqual({ events: [] });
  });
  it('returns a request to the queue once', () => {
    const back = { type: 'match.return', coachId: 'ann', why: 'released' } as const;
    const decided = decideMatching(back, emptyMatch, system);
    const state = 'events' in decided ? decided.events.reduce(evolveMatching, emptyMatch) : emptyMatch;
    expect(state).toMatchObject({ waitsSince: 0, offers: { ann: { status: 'returned' } } });
    expect(decideMatching(back, state, system)).toEqual({ events: [] });
  });
});

describe('a request that comes back', () => {
  const escalating = defineMatchingPolicy({
    ...policy.options,
    escalation: [{ afterMs: 60 * second, alternatives: ['later'] }],
  });
  const start = () => {
    const run = createMatchRun({ policy: escalating, request });
    run.put(coachFacts('ann', { offeredAt: 1 }), coachFacts('ben', { offeredAt: 2 }));
    run.runTo(5 * second);
    return run;
  };

  it('has waited only while it waited', () => {
    const run = start();
    run.claim();
    run.now = 500 * second;
    run.giveBack('ann');
    run.runTo(554 * second);
    expect(run.state.alternatives).toEqual([]);
    run.runTo(555 * second);
    expect(run.state).toMatchObject({ step: 1, alternatives: ['later'] });
  });
  it('goes to others first, and back to who gave it back when nobody else is left', () => {
    const run = start();
    run.claim();
    run.giveBack('ann');
    expect(run.look()).toEqual(['ben']);
    run.decline('ben');
    expect(run.decisions.at(-1)?.offered).toEqual(['ann']);
  });
  it('goes to the same coach when nobody gave it back', () => {
    const run = start();
    run.claim();
    run.giveBack('ann', 'resumed');
    expect(run.look()).toEqual(['ann']);
  });
});

describe('waves', () => {
  it('go on to the next coaches, and leave the request with those who let it pass', () => {
    const run = createMatchRun({ policy, request });
    run.put(coachFacts('ann', { offeredAt: 1 }), coachFacts('ben', { offeredAt: 2 }));
    run.runTo(10 * second);
    expect(run.decisions.at(-1)).toMatchObject({ wave: 2, lapsed: ['ann'], offered: ['ben'], expiresAt: 20 * second });
    const showing = { policy, topics: null, request, state: run.state, now: run.now };
    expect(isShownTo({ ...showing, coach: coachFacts('ann') })).toBe(true);
    expect(isShownTo({ ...showing, coach: coachFacts('zoe') })).toBe(false);
  });
  it('fill up at once when somebody declines, leaves or comes', () => {
    const run = createMatchRun({ policy, request });
    expect(run.look()).toEqual([]);
    run.put(coachFacts('ann'));
    expect(run.look()).toEqual(['ann']);
    run.put(coachFacts('ben'), coachFacts('ann', { presence: 'away' }));
    expect(run.look()).toEqual(['ben']);
    run.put(coachFacts('zoe'));
    expect(run.look()).toEqual([]);
    run.decline('ben');
    expect(run.decisions.at(-1)?.offered).toEqual(['zoe']);
  });
});

describe('a reservation', () => {
  const reserving = defineMatchingPolicy({ name: 'one by one', dispatch: assign({ acceptWithinMs: 10 * second }) });
  it('is for one coach at a time, and hides the request from who let it pass', () => {
    const run = createMatchRun({ policy: reserving, request });
    run.put(coachFacts('ann', { offeredAt: 1 }), coachFacts('ben', { offeredAt: 2 }));
    run.runTo(10 * second);
    const seen = ['ann', 'ben'].map((id) =>
      isShownTo({ policy: reserving, topics: null, request, state: run.state, coach: coachFacts(id), now: run.now }),
    );
    expect(seen).toEqual([false, true]);
  });
  it('gives way to the board when all let it pass', () => {
    const run = createMatchRun({ policy: reserving, request });
    run.put(coachFacts('ann'), coachFacts('ben'));
    run.runTo(3_600 * second);
    expect(run.decisions.map(({ at, board }) => [at / second, board])).toEqual([
      [0, false],
      [10, false],
      [20, true],
    ]);
  });
});

it('a decision tells of the 20 best and of everybody offered, and counts the rest', () => {
  const wide = defineMatchingPolicy({ name: 'wide', dispatch: waves({ size: 25, everyMs: 10 * second }) });
  const run = createMatchRun({ policy: wide, request: requestFacts({ locale: 'fr' }) });
  for (let turn = 0; turn < 40; turn += 1) run.put(coachFacts(`fr-${turn}`, { locales: ['fr'] }));
  for (let turn = 0; turn < 7; turn += 1) run.put(coachFacts(`de-${turn}`, { locales: ['de'] }));
  run.put(coachFacts('away', { presence: 'away' }), coachFacts('busy', { openCount: 3 }));
  run.look();
  const [decision] = run.decisions;
  expect(decision?.weighed.map(({ coachId }) => coachId)).toEqual(decision?.offered);
  expect(decision?.offered).toHaveLength(25);
  expect(decision?.rest).toEqual({ locale: 7, no_free_slot: 1, not_present: 1, outranked: 15 });
});
