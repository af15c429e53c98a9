import { expect, it } from 'vitest';
import { commandCases, createStage } from '../testing/stage.js';

/** The reply was lost; by the time the client asks again, the command could not succeed any more. */
for (const [method, { by, options, prepare, params, spoil }] of Object.entries(commandCases)) {
  it(`${method} gives its first answer again after it has become impossible`, async () => {
    const stage = await createStage(options);
    await prepare?.(stage);
    const asked = { commandId: crypto.randomUUID(), ...params(stage) };
    const call = (sent: object) => stage[by].call(method as never, sent as never);
    const first = await call(asked);
    await spoil?.(stage);
    expect(await call(asked)).toEqual(first);
    if (spoil) {
      const isFresh = 'messageId' in asked || 'commentId' in asked || method === 'conversation.ask';
      const fresh = isFresh ? params(stage) : {};
      await expect(call({ ...asked, ...fresh, commandId: crypto.randomUUID() })).rejects.toThrow('unable to');
    }
    await stage.community.close();
  });

  it(`${method} refuses other params under a used id`, async () => {
    const stage = await createStage(options);
    await prepare?.(stage);
    const asked = { commandId: crypto.randomUUID(), ...params(stage) };
    const call = (sent: object) => stage[by].call(method as never, sent as never);
    await call(asked);
    const changed = changedParams(asked, await stage.ask());
    await expect(call(changed)).rejects.toMatchObject({ code: 'conflicting_duplicate' });
    await stage.community.close();
  });
}

/** The same command about something else. */
function changedParams(asked: Record<string, unknown>, otherConversation: string): Record<string, unknown> {
  if ('text' in asked) return { ...asked, text: 'something else' };
  if ('title' in asked) return { ...asked, title: 'something else' };
  if ('status' in asked) return { ...asked, status: 'available' };
  if ('pingsPerDayMax' in asked) return { ...asked, pingsPerDayMax: 6 };
  if ('reason' in asked && 'coachId' in asked) return { ...asked, reason: 'something else' };
  if ('personId' in asked) return { ...asked, personId: otherConversation };
  if ('level' in asked) return { ...asked, level: 1 };
  if ('pinned' in asked) return { ...asked, pinned: false };
  if ('verdict' in asked) return { ...asked, verdict: 'fraud' };
  if ('rewardId' in asked) return { ...asked, redemptionId: otherConversation };
  if ('locked' in asked) return { ...asked, locked: false };
  if ('grade' in asked) return { ...asked, grade: 'animator' };
  if ('milestone' in asked) return { ...asked, milestone: 'letter' };
  if ('awardId' in asked) return { ...asked, awardId: 'another' };
  if ('coachId' in asked) return { ...asked, coachId: otherConversation };
  if ('postId' in asked) return { ...asked, postId: otherConversation };
  return { ...asked, conversationId: otherConversation };
}

it('refuses a used id to another person, who learns nothing of the first', async () => {
  const stage = await createStage();
  const params = { commandId: crypto.randomUUID(), conversationId: stage.conversationId };
  await stage.ben.call('request.claim', params);
  await expect(stage.zoe.call('request.claim', params)).rejects.toMatchObject({ code: 'conflicting_duplicate' });
});
