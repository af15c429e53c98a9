import { expect, it } from 'vitest';
import { checkJournals } from './check-journals.js';
import type { JournalEntry } from './journal.js';
import { simulate } from './simulate.js';
import { tellStory } from './tell-story.js';

it('the same seed lives the same life', async () => {
  const [first, again, other] = [await simulate({ seed: 7 }), await simulate({ seed: 7 }), await simulate({ seed: 8 })];
  expect(again.trace).toBe(first.trace);
  expect(other.trace).not.toBe(first.trace);
}, 60_000);

it('worlds with faults break no promise', async () => {
  let commands = 0;
  for (let seed = 100; seed < 105; seed += 1) {
    const world = await simulate({ seed });
    expect(world.violations, tellStory(world)).toEqual([]);
    commands += world.figures.commands;
  }
  expect(commands).toBeGreaterThan(250);
}, 60_000);

it('what was accepted and isn’t stored is a broken promise, whoever notes it', () => {
  const frame = { at: 1, who: 'ana', connection: 1 };
  const params = { conversationId: 'c', messageId: 'm', text: 'Hello' };
  const journal: JournalEntry[] = [
    { ...frame, is: 'opened', kind: 'visitor', id: 'a' },
    { ...frame, is: 'sent', commandId: 'x', method: 'message.post', params },
    { ...frame, is: 'answered', commandId: 'x', result: { offset: 2, at: 1 } },
  ];
  const truth = { community: 'shop', log: [], rows: {} };
  const violations = checkJournals({ journal, truth, terms: { capacityMax: 3, clockOffMsMax: 0 } });
  expect(violations.map(({ rule }) => rule)).toEqual(['M2', 'M2']);
});
