import { describe, expect, it } from 'vitest';
import { atLeast } from './criterion.js';
import { type DeedCommand, type DeedContext, decideDeed } from './decide-deed.js';
import { defineRecognition } from './define-recognition.js';
import { emptyRecognised, evolveRecognised } from './recognised-coach.js';

const recognition = defineRecognition({
  badges: [{ id: 'owl', kind: 'care', requires: [atLeast(1, 'answered', { atNight: true })] }],
});
/** Midnight in Paris, ten in the evening in Greenwich. */
const now = Date.UTC(2026, 6, 1, 22);
const context: DeedContext = {
  now,
  communityId: 'shop',
  recognition,
  coach: { lifetimePoints: 0, timeZone: 'Europe/Paris' },
};
const answer: DeedCommand = {
  type: 'deed.do',
  deed: { kind: 'answered', causeId: 'c1', topic: null, personId: 'v1' },
};
const types = (command: DeedCommand, state = emptyRecognised, more: Partial<DeedContext> = {}) =>
  decideDeed(command, state, { ...context, ...more }).events.map(({ type }) => type);

describe('a deed', () => {
  it('begins the record where none is, and brings what the rules make of it', () => {
    expect(types(answer)).toEqual(['record.begun', 'deed.done', 'badge.granted']);
  });
  it('is told once, and taken back once', () => {
    const state = decideDeed(answer, emptyRecognised, context).events.reduce(evolveRecognised, emptyRecognised);
    expect(types(answer, state)).toEqual([]);
    const undo: DeedCommand = { type: 'deed.undo', deed: { kind: 'answered', causeId: 'c1', topic: null } };
    expect(types(undo, state)).toEqual(['deed.undone', 'badge.revoked']);
    expect(types(undo, emptyRecognised)).toEqual([]);
  });
  it('is at night by the coach’s own clock, and at no hour where they told no time zone', () => {
    const hourIn = (timeZone: string | null) =>
      decideDeed(answer, emptyRecognised, { ...context, coach: { lifetimePoints: 0, timeZone } }).events.find(
        ({ type }) => type === 'deed.done',
      );
    expect(hourIn('Europe/Paris')).toMatchObject({ data: { hour: 0 } });
    expect(hourIn(null)).toMatchObject({ data: { hour: null } });
  });
  it('is nobody’s who is no coach', () => {
    expect(types(answer, emptyRecognised, { coach: null })).toEqual([]);
  });
});
