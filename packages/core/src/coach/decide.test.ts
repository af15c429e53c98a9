import { describe, expect, it } from 'vitest';
import { decideCoach } from './decide.js';
import { emptyCoach, evolveCoach, intentAt } from './evolve.js';
import type { CoachCommand, CoachEvent, CoachState } from './types.js';

const ben = { kind: 'coach', id: 'ben', name: 'Ben' } as const;
const at = 1_000;
const given = (...events: Pick<CoachEvent, 'type' | 'data'>[]): CoachState =>
  events.reduce((state, { type, data }) => evolveCoach(state, { type, data }), emptyCoach);
const decide = (command: CoachCommand, state: CoachState) =>
  decideCoach(command, state, { now: at, actor: ben, capacityMax: 4 });

const provisioned = {
  type: 'coach.provisioned',
  data: { kind: 'coach', subject: 's', name: 'Ben', locales: [], topics: [] },
} as const;
const taken = (conversationId: string) => ({ type: 'slot.taken', data: { conversationId } }) as const;
const take = (conversationId: string): CoachCommand => ({ type: 'slot.take', conversationId });

describe('slots', () => {
  it('are taken up to the capacity and not beyond', () => {
    const two = given(provisioned, taken('a'), taken('b'));
    expect(decide(take('c'), two)).toMatchObject({ events: [{ type: 'slot.taken' }] });
    expect(decide(take('d'), given(provisioned, taken('a'), taken('b'), taken('c')))).toEqual({
      refused: 'at_capacity',
    });
  });
  it('stay taken when the capacity is lowered under them', () => {
    const state = given(provisioned, taken('a'), taken('b'), {
      type: 'presence.changed',
      data: { status: 'available', capacity: 1 },
    });
    expect(state.slots).toEqual(['a', 'b']);
    expect(decide(take('c'), state)).toEqual({ refused: 'at_capacity' });
  });
  it('never pass the bound of the community', () => {
    const state = { ...given(provisioned, taken('a')), capacity: 4 };
    expect(decideCoach(take('b'), state, { now: at, actor: ben, capacityMax: 1 })).toEqual({ refused: 'at_capacity' });
  });
  it('are freed once', () => {
    const state = given(provisioned, taken('a'));
    expect(decide({ type: 'slot.free', conversationId: 'a' }, state)).toMatchObject({
      events: [{ type: 'slot.freed' }],
    });
    expect(decide({ type: 'slot.free', conversationId: 'b' }, state)).toEqual({ events: [] });
  });
});

describe('intent', () => {
  it('ends when it says so, and turns into its opposite', () => {
    const away = given(provisioned, { type: 'presence.changed', data: { status: 'away', until: 5_000 } });
    expect([intentAt(away, 4_999), intentAt(away, 5_000)]).toEqual(['away', 'available']);
  });
  it('holds without an end', () => {
    expect(intentAt(given(provisioned, { type: 'presence.changed', data: { status: 'away' } }), 1e15)).toBe('away');
  });
  it('is for coaches alone', () => {
    expect(decide({ type: 'presence.set', status: 'away' }, emptyCoach)).toEqual({ refused: 'not_found' });
  });
});
