import { describe, expect, it } from 'vitest';
import { decideCoach } from './decide.js';
import { emptyCoach, evolveCoach, intentAt } from './evolve.js';
import type { CoachCommand, CoachContext, CoachEvent, CoachState } from './types.js';

const ben = { kind: 'coach', id: 'ben', name: 'Ben' } as const;
const day = 24 * 60 * 60 * 1000;
const at = 100 * day;
type Body = CoachEvent extends infer E ? (E extends CoachEvent ? Pick<E, 'type' | 'data'> : never) : never;
const given = (...events: (Body & { at?: number })[]): CoachState =>
  events.reduce((state, event) => evolveCoach(state, { at, ...event } as never), emptyCoach);
const context: CoachContext = { now: at, actor: ben, capacityMax: 4, topics: { has: (topic) => topic !== 'shoez' } };
const decide = (command: CoachCommand, state: CoachState, more: Partial<CoachContext> = {}) =>
  decideCoach(command, state, { ...context, ...more });

const provisioned: Body = {
  type: 'coach.provisioned',
  data: { kind: 'coach', subject: 's', name: 'Ben', locales: [], topics: [] },
};
const taken = (conversationId: string): Body => ({ type: 'slot.taken', data: { conversationId } });
const take = (conversationId: string): CoachCommand => ({ type: 'slot.take', conversationId, visitorId: 'ana' });

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
    expect(decide(take('b'), state, { capacityMax: 1 })).toEqual({ refused: 'at_capacity' });
  });
  it('are freed once', () => {
    const state = given(provisioned, taken('a'));
    expect(decide({ type: 'slot.free', conversationId: 'a' }, state)).toMatchObject({
      events: [{ type: 'slot.freed' }],
    });
    expect(decide({ type: 'slot.free', conversationId: 'b' }, state)).toEqual({ events: [] });
  });
  it('leave the times of the latest fifty claims', () => {
    const events = Array.from({ length: 60 }, (_, index) => ({ ...taken(`c${index}`), at: index }));
    expect(given(provisioned, ...events).claimedAt).toEqual(Array.from({ length: 50 }, (_, index) => index + 10));
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

describe('preferences', () => {
  const quietHours = { from: '22:00', to: '07:00', timeZone: 'Europe/Zurich' };
  const changed = (data: Extract<Body, { type: 'preferences.changed' }>['data']): Body => ({
    type: 'preferences.changed',
    data,
  });
  it('are for coaches alone', () =>
    expect(decide({ type: 'preferences.set', pingsPerDayMax: 1 }, emptyCoach)).toEqual({ refused: 'not_found' }));
  it('store what was named and nothing else', () =>
    expect(decide({ type: 'preferences.set', email: 'ben@example.org' }, given(provisioned))).toEqual({
      events: [{ type: 'preferences.changed', at, by: ben, data: { email: 'ben@example.org' } }],
    }));
  it('leave what they do not name', () => {
    const state = given(provisioned, changed({ quietHours, email: 'ben@example.org' }), changed({ pingsPerDayMax: 1 }));
    expect(state).toMatchObject({ quietHours, pingsPerDayMax: 1, email: 'ben@example.org', locales: [] });
    expect(given(provisioned, changed({ quietHours }), changed({ quietHours: null })).quietHours).toBeNull();
  });
  it('are refused for a topic that the community does not know', () =>
    expect(decide({ type: 'preferences.set', topics: [{ topic: 'shoez', level: 1 }] }, given(provisioned))).toEqual({
      refused: 'unknown_topic',
    }));
  it('lose the address that was redacted', () => {
    const redacted: Body = { type: 'content.redacted', data: { offsets: [2] } };
    expect(given(provisioned, changed({ email: 'ben@example.org' }), redacted).email).toBeNull();
    // The same, folded again from what storage has kept.
    expect(given(provisioned, changed({}), redacted).email).toBeNull();
  });
});

describe('a ping', () => {
  const ping: CoachCommand = { type: 'coach.ping', conversationId: 'a', kind: 'request' };
  const pinged = (conversationId: string | null, when = at): Body & { at: number } => ({
    type: 'coach.pinged',
    at: when,
    data: { conversationId, kind: 'request' },
  });
  it('is for coaches alone', () => expect(decide(ping, emptyCoach)).toEqual({ refused: 'not_found' }));
  it('is sent once a conversation', () =>
    expect(decide(ping, given(provisioned, pinged('a', at - 2 * day)))).toEqual({ refused: 'superseded' }));
  it('may come before any conversation is there, more than once', () =>
    expect(decide({ ...ping, conversationId: null }, given(provisioned, pinged(null)))).toMatchObject({
      events: [{ type: 'coach.pinged', data: { conversationId: null, kind: 'request' } }],
    }));
  it('is refused in quiet hours', () => {
    const quietHours = { from: '00:00', to: '00:01', timeZone: 'UTC' };
    expect(decide(ping, { ...given(provisioned), quietHours })).toEqual({ refused: 'quiet_hours' });
    expect(decide(ping, { ...given(provisioned), quietHours }, { now: at + 60_000 })).toHaveProperty('events');
  });
  it('is refused beyond what the coach agreed to within a day, and not after it', () => {
    const state = given(provisioned, pinged('b', at - day + 1), pinged('c'), pinged('d'));
    expect(decide(ping, state)).toEqual({ refused: 'over_budget' });
    expect(decide(ping, state, { now: at + 1 })).toHaveProperty('events');
  });
  it('is refused always to a coach who wants none', () =>
    expect(decide(ping, { ...given(provisioned), pingsPerDayMax: 0 })).toEqual({ refused: 'over_budget' }));
});
