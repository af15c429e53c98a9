import type { Participant } from '../participant.js';
import { atLeast } from '../recognition/criterion.js';
import type { RecognitionOptions } from '../recognition/types.js';
import type { ManualClock } from './manual-clock.js';

/** One answered chat is a tier, 50 points, a grade to confirm and a card to write; points buy mugs, and one lamp. */
export const rewarding: RecognitionOptions = {
  settleAfterMs: 0,
  // What a lot would hold is another test's.
  guards: false,
  tiers: {
    ladder: [
      { id: 'scout', requires: [atLeast(50, 'answered', { perDayMax: 20 })] },
      { id: 'guest', requires: [atLeast(1, 'answered', { perDayMax: 20 })], points: 50 },
    ],
    windowDays: null,
  },
  grades: { coach: { ways: [[atLeast(1, 'answered')]], confirm: true } },
  milestones: [{ id: 'card', requires: [atLeast(1, 'answered')], task: 'Send them a card' }],
  rewards: {
    catalogue: [
      { id: 'mug', kind: 'object', labels: { en: 'A mug' }, cost: 20 },
      { id: 'lamp', kind: 'object', cost: 40, stock: 1 },
      { id: 'trip', kind: 'experience', cost: 10, tier: 'scout' },
    ],
  },
};

interface Asked {
  ana: Participant;
  ben: Participant;
  clock: ManualClock;
  conversationId: string;
}

/** Ben, or another coach, has answered a question of Ana's, and has 50 points to spend. */
export async function earn(stage: Asked, coach = stage.ben, conversationId = stage.conversationId): Promise<void> {
  await coach.call('request.claim', { conversationId });
  await coach.call('message.post', { conversationId, text: 'Take half a size up.' });
  await stage.ana.call('message.post', { conversationId, text: 'They fit.' });
  await stage.clock.advance(2_500);
}
