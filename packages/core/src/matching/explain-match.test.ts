import { expect, it } from 'vitest';
import { coachFacts, knows, requestFacts } from '../testing/match-facts.js';
import { createMatchRun } from '../testing/match-run.js';
import { defineMatchingPolicy } from './define-matching-policy.js';
import { waves } from './dispatch-parts.js';
import { explainMatch } from './explain-match.js';
import { expertiseFit } from './scoring-parts.js';

const policy = defineMatchingPolicy({
  name: 'shop',
  scoring: [expertiseFit(1)],
  dispatch: waves({ size: 1, everyMs: 10_000 }),
});
const request = requestFacts({ topic: 'shoes' });

function stage() {
  const run = createMatchRun({ policy, request });
  run.put(
    coachFacts('ann', { expertise: knows({ shoes: 5 }) }),
    coachFacts('ben', { expertise: knows({ shoes: 2 }) }),
    coachFacts('zoe', { expertise: knows({ hats: 5 }) }),
  );
  run.look();
  const explain = (coachId: string) => {
    const { state, decisions, now } = run;
    const coach = run.index.get(coachId) ?? null;
    return explainMatch({ policy, topics: null, request, decisions, state, coachId, coach, now });
  };
  return { run, explain };
}

it('says why me, with the facts that were weighed', () => {
  const { explain } = stage();
  expect(explain('ann')).toEqual({
    verdict: 'offered',
    source: 'decision',
    at: 0,
    rank: 1,
    score: 1,
    reasons: [{ part: 'expertiseFit', points: 1, fact: 'shoes 5' }],
    ineligible: null,
  });
});
it('says that others came first, from the decision and not from what is known by now', () => {
  const { run, explain } = stage();
  run.put(coachFacts('ben', { expertise: knows({ shoes: 5 }) }));
  expect(explain('ben')).toMatchObject({ verdict: 'outranked', source: 'decision', rank: 2, score: 0.4 });
});
it('judges now whom no decision weighed', () => {
  const { explain } = stage();
  expect(explain('zoe')).toMatchObject({ verdict: 'ineligible', source: 'now', ineligible: 'topic', rank: null });
  expect(explain('nobody')).toMatchObject({ verdict: 'ineligible', ineligible: 'not_present' });
});
it('tells an offer that was let pass from one that was declined or given back', () => {
  const { run, explain } = stage();
  run.now = 10_000;
  expect(explain('ann').verdict).toBe('missed');
  run.look();
  expect([explain('ann').verdict, explain('ben').verdict]).toEqual(['missed', 'offered']);
  run.decline('ben');
  expect(explain('ben').verdict).toBe('declined');
  run.claim();
  run.giveBack('ann');
  expect(explain('ann').verdict).toBe('returned');
});
