import { describe, expect, it } from 'vitest';
import { dayMs, deeds, recordOf, standing } from '../testing/standing.js';
import { atLeast } from './criterion.js';
import { type HeldTier, noTier, type TierOptions, tierOf } from './tiers.js';

/** Trust level 3 of Discourse in our words: 20 likes of a rolling 100 days, kept from 90 %, never lost within 14 days. */
const options: TierOptions = {
  ladder: [
    { id: 'gold', requires: [atLeast(20, 'thanked'), atLeast(50, 'answered', { distinct: 'day' })] },
    { id: 'silver', requires: [atLeast(10, 'thanked')] },
    { id: 'bronze', requires: [] },
  ],
};
const now = 1_000 * dayMs;
/** All within the window. */
const doing = (thanks: number, days: number) =>
  recordOf([
    ...deeds(thanks, 'thanked', { from: now - 90 * dayMs }),
    ...deeds(days, 'answered', { from: now - 99 * dayMs }),
  ]);
const held = (tier: string | null, daysAgo: number, isLocked = false): HeldTier => ({
  tier,
  since: now - daysAgo * dayMs,
  isLocked,
});

describe('the tier of a coach', () => {
  it.each([
    // thanks, days, held before → tier, change, why
    ['is reached when all is met', 20, 50, noTier, 'gold', 'promoted', 'met'],
    ['is not reached by one line alone', 20, 49, noTier, 'silver', 'promoted', 'met'],
    ['is not reached at ninety percent', 19, 50, held('silver', 50), 'silver', null, 'met'],
    ['is the lowest for everybody', 0, 0, noTier, 'bronze', 'promoted', 'met'],
    ['is kept while met', 20, 50, held('gold', 50), 'gold', null, 'met'],
    ['is kept at ninety percent of each line', 18, 45, held('gold', 50), 'gold', null, 'margin'],
    ['is lost below ninety percent', 17, 50, held('gold', 50), 'silver', 'demoted', 'margin'],
    ['is lost below ninety percent of any line', 20, 44, held('gold', 50), 'silver', 'demoted', 'margin'],
    ['falls to the tier whose margin holds', 9, 50, held('gold', 50), 'silver', 'demoted', 'margin'],
    ['falls further when none holds', 8, 50, held('gold', 50), 'bronze', 'demoted', 'margin'],
    ['is kept for a day less than fourteen', 0, 0, held('gold', 13.99), 'gold', null, 'grace'],
    ['is lost on the fourteenth day', 0, 0, held('gold', 14), 'bronze', 'demoted', 'margin'],
    ['is held down by a manager', 20, 50, held('silver', 50, true), 'silver', null, 'locked'],
    ['is held up by a manager', 0, 0, held('gold', 50, true), 'gold', null, 'locked'],
    ['is held by nobody when the rules drop it', 20, 50, held('platinum', 50), 'gold', 'promoted', 'met'],
  ] as const)('%s', (_, thanks, days, before, tier, change, why) => {
    expect(tierOf(options, standing(doing(thanks, days)), before)).toMatchObject({ tier, change, why });
  });

  it('rolls: what is a hundred days old has left', () => {
    const record = recordOf(deeds(20, 'thanked', { from: now - 100 * dayMs + 1, everyMs: 0 }));
    expect(tierOf({ ladder: options.ladder.slice(1) }, standing(record)).tier).toBe('silver');
    expect(tierOf({ ladder: options.ladder.slice(1) }, standing(record, { now: now + 1 })).tier).toBe('bronze');
  });

  it('stays climbed where the window is the whole life', () => {
    const record = recordOf(deeds(10, 'thanked'));
    expect(tierOf({ ladder: options.ladder.slice(1), windowDays: null }, standing(record)).tier).toBe('silver');
  });

  it('does not flicker: a coach who swings about the threshold changes once', () => {
    let before: HeldTier = noTier;
    let changes = 0;
    for (const [day, thanks] of [19, 20, 19, 20, 18, 20, 19, 18, 20].entries()) {
      const at = now + day * 20 * dayMs;
      const record = recordOf([
        ...deeds(thanks, 'thanked', { from: at - 90 * dayMs }),
        ...deeds(50, 'answered', { from: at - 99 * dayMs }),
      ]);
      const { tier, change } = tierOf(options, standing(record, { now: at }), before);
      if (change && (tier === 'gold' || before.tier === 'gold')) changes += 1;
      if (change) before = { tier, since: at, isLocked: false };
    }
    expect([before.tier, changes]).toEqual(['gold', 1]);
  });

  it('shows the checklist with what is still missing', () => {
    const { checklist } = tierOf(options, standing(doing(18, 51)));
    expect(checklist[0]).toMatchObject({
      tier: 'gold',
      isMet: false,
      isKept: true,
      progress: [
        { have: 18, isMet: false },
        { have: 51, isMet: true },
      ],
    });
  });

  it('keeps exactly ninety percent of a threshold whose tenth is no binary number', () => {
    const seventy = { ladder: [{ id: 'a', requires: [atLeast(70, 'thanked')] }], windowDays: null };
    expect(tierOf(seventy, standing(recordOf(deeds(63, 'thanked'))), held('a', 50)).why).toBe('margin');
  });
});
