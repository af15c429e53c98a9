import { describe, expect, it } from 'vitest';
import { project } from '../engine/project.js';
import { coachFactsOf, type StoredCoach } from './coach-facts.js';
import { emptyCoach, evolveCoach } from './evolve.js';

const events = [
  { type: 'coach.provisioned', data: { kind: 'coach', name: 'Ben', locales: ['fr'], topics: ['shoes'] } },
  { type: 'preferences.changed', data: { quietHours: { from: '22:00', to: '07:00', timeZone: 'UTC' } } },
  { type: 'presence.changed', data: { status: 'available', capacity: 4 } },
  { type: 'expertise.earned', data: { topic: 'bags', conversationId: 'c0' } },
  { type: 'coach.pinged', data: { conversationId: 'c1', kind: 'request' } },
  { type: 'slot.taken', data: { conversationId: 'c1' } },
];
const state = events.reduce((before, event, index) => evolveCoach(before, { ...event, at: index }), emptyCoach);
const circumstances = { presence: 'present', capacityMax: 3 } as const;

describe('what matching knows of a coach', () => {
  it('is their stored state, within the bounds of the community', () => {
    expect(coachFactsOf('ben', state, { ...circumstances, offeredAt: 7, blockedVisitorIds: ['eve'] })).toEqual({
      coachId: 'ben',
      locales: ['fr'],
      expertise: [
        { topic: 'shoes', level: 3, known: 'declared' },
        { topic: 'bags', level: 1, known: 'earned' },
      ],
      presence: 'present',
      openCount: 1,
      capacity: 3,
      claimedAt: [5],
      offeredAt: 7,
      quietHours: { from: '22:00', to: '07:00', timeZone: 'UTC' },
      pingedAt: [4],
      pingsPerDayMax: 3,
      blockedVisitorIds: ['eve'],
    });
  });

  it('is the same of their row', () => {
    const row = project('coach/ben', state)[0]?.row as StoredCoach;
    expect(coachFactsOf('ben', row, circumstances)).toEqual(coachFactsOf('ben', state, circumstances));
  });

  it('takes the defaults from a row that an older release wrote', () => {
    const row = project('coach/ben', state)[0]?.row as StoredCoach;
    const columns = { expertise: null, claimedAt: null, pingedAt: null, quietHours: null, pingsPerDayMax: null };
    expect(coachFactsOf('ben', { ...row, ...columns }, circumstances)).toMatchObject({
      expertise: [{ topic: 'shoes', level: 3, known: 'declared' }],
      openCount: 1,
      claimedAt: [],
      pingedAt: [],
      quietHours: null,
      pingsPerDayMax: 3,
    });
  });
});

describe('the fold', () => {
  it('goes on from a state that an older server made', () => {
    const { expertise, helped, claimedAt, pingedAt, pingedFor, quietHours, pingsPerDayMax, email, ...old } = state;
    const after = [
      { type: 'slot.taken', at: 9, data: { conversationId: 'c2' } },
      { type: 'coach.pinged', at: 9, data: { conversationId: 'c2', kind: 'request' } },
      { type: 'expertise.earned', at: 9, data: { topic: 'bags', conversationId: 'c2' } },
      { type: 'expertise.verified', at: 9, data: { topic: 'bags', level: 4 } },
      { type: 'preferences.changed', at: 9, data: { topics: [{ topic: 'bags', level: 4 }] } },
    ];
    const folded = after.reduce(evolveCoach, old as typeof state);
    expect(folded).toMatchObject({ claimedAt: [9], pingedAt: [9], pingsPerDayMax: 3 });
    expect(folded.expertise.map(({ known }) => known).sort()).toEqual(['declared', 'earned', 'verified']);
  });

  it('leaves the state as it is at an event that it does not know', () =>
    expect(evolveCoach(state, { type: 'coach.promoted', at: 1, data: {} })).toBe(state));
});
