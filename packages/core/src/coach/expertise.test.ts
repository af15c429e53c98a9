import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earnedLevel, earnedLevelsFrom, helpfulMax } from '../expertise/earned-level.js';
import { decideCoach } from './decide.js';
import { emptyCoach, evolveCoach } from './evolve.js';
import type { CoachCommand, CoachContext, CoachEvent, CoachState } from './types.js';

const max = { kind: 'manager', id: 'max', name: 'Max' } as const;
const context: CoachContext = { now: 1, actor: max, capacityMax: 4, topics: { has: (topic) => topic !== 'shoez' } };
const coach = (topics: readonly string[] = []) =>
  evolveCoach(emptyCoach, {
    type: 'coach.provisioned',
    at: 0,
    data: { kind: 'coach', name: 'Ben', locales: [], topics },
  });

/** Runs commands one after another; what is refused changes nothing. */
function run(state: CoachState, ...commands: CoachCommand[]): { state: CoachState; log: CoachEvent[] } {
  const log: CoachEvent[] = [];
  let folded = state;
  for (const command of commands) {
    const decision = decideCoach(command, folded, context);
    if (!('events' in decision)) continue;
    log.push(...decision.events);
    folded = decision.events.reduce((before, event) => evolveCoach(before, event as never), folded);
  }
  return { state: folded, log };
}

const verify = (topic: string, level: number): CoachCommand => ({ type: 'expertise.verify', topic, level });
const declare = (...topics: string[]): CoachCommand => ({
  type: 'preferences.set',
  topics: topics.map((topic) => ({ topic, level: 2 })),
});
const earn = (topic: string, n: number): CoachCommand => ({ type: 'expertise.earn', topic, conversationId: `c${n}` });

describe('expertise', () => {
  it('begins with the topics of the token, in the middle', () =>
    expect(coach(['shoes']).expertise).toEqual([{ topic: 'shoes', level: 3, known: 'declared' }]));

  it('that is declared replaces what was declared, and nothing that others know', () => {
    const { state } = run(coach(['shoes']), verify('shoes', 4), earn('bags', 1), declare('coats'));
    expect(state.topics).toEqual(['coats']);
    expect(state.expertise).toEqual([
      { topic: 'coats', level: 2, known: 'declared' },
      { topic: 'shoes', level: 4, known: 'verified' },
      { topic: 'bags', level: 1, known: 'earned' },
    ]);
  });

  it('is verified anew at another level, and taken back at none', () => {
    expect(run(coach(), verify('shoes', 2), verify('shoes', 5)).state.expertise).toEqual([
      { topic: 'shoes', level: 5, known: 'verified' },
    ]);
    expect(run(coach(), verify('shoes', 2), verify('shoes', 0)).state.expertise).toEqual([]);
  });

  it('is not verified for whom or what the community does not know, but may be taken back', () => {
    expect(decideCoach(verify('shoes', 2), emptyCoach, context)).toEqual({ refused: 'not_found' });
    expect(decideCoach(verify('shoez', 2), coach(), context)).toEqual({ refused: 'unknown_topic' });
    expect(decideCoach(verify('shoez', 0), coach(), context)).toHaveProperty('events');
  });
});

describe('an earned level', () => {
  it.each([
    [0, 0],
    [1, 1],
    [4, 1],
    [5, 2],
    [14, 2],
    [15, 3],
    [39, 3],
    [40, 4],
    [99, 4],
    [100, 5],
    [5_000, 5],
  ])('of %i helpful conversations is %i', (helpful, level) => expect(earnedLevel(helpful)).toBe(level));

  it('counts a conversation once', () => {
    const { state, log } = run(coach(), earn('shoes', 1), earn('shoes', 1));
    expect(log).toHaveLength(1);
    expect(state.expertise).toEqual([{ topic: 'shoes', level: 1, known: 'earned' }]);
  });

  it('is taken back with the conversation that earned it, and with no other', () => {
    const withdraw: CoachCommand = { type: 'expertise.withdraw', topic: 'shoes', conversationId: 'c1' };
    const five = [1, 2, 3, 4, 5].map((n) => earn('shoes', n));
    const { state, log } = run(coach(), ...five, withdraw, withdraw);
    expect(log).toHaveLength(6);
    expect(state.expertise).toEqual([{ topic: 'shoes', level: 1, known: 'earned' }]);
    const none = run(coach(), earn('shoes', 1), withdraw).state;
    expect([none.expertise, none.helped]).toEqual([[], []]);
  });

  it('never refuses, so that no thanks fail for it', () =>
    expect(decideCoach(earn('shoes', 1), emptyCoach, context)).toEqual({ events: [] }));

  it('is what the log says, however it came about', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.tuple(fc.constantFrom('shoes', 'bags', '__proto__'), fc.nat(150)).map(([topic, n]) => earn(topic, n)),
            fc.tuple(fc.constantFrom('shoes', 'bags'), fc.nat(5)).map(([topic, level]) => verify(topic, level)),
            fc.subarray(['shoes', 'bags', 'coats']).map((topics) => declare(...topics)),
          ),
          { maxLength: 400 },
        ),
        (commands) => {
          const { state, log } = run(coach(), ...commands);
          const earned = log.filter(({ type }) => type === 'expertise.earned');
          for (const topic of ['shoes', 'bags', '__proto__']) {
            const ids = new Set(
              earned.flatMap(({ data }) =>
                'conversationId' in data && 'topic' in data && data.topic === topic ? [data.conversationId] : [],
              ),
            );
            const entry = state.expertise.find((one) => one.topic === topic && one.known === 'earned');
            expect(entry?.level ?? 0).toBe(earnedLevel(ids.size));
          }
          const refolded = log.reduce((before, event) => evolveCoach(before, event as never), coach());
          expect(refolded).toEqual(state);
        },
      ),
    ));

  it('stops at the highest threshold, and so does what is stored for it', () => {
    const { state, log } = run(coach(), ...Array.from({ length: helpfulMax + 20 }, (_, n) => earn('shoes', n)));
    expect(log).toHaveLength(earnedLevelsFrom[4]);
    expect(state.expertise).toEqual([{ topic: 'shoes', level: 5, known: 'earned' }]);
  });
});
