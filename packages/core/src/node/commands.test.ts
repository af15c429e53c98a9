import { expect, it } from 'vitest';
import { createStage } from '../testing/stage.js';

const codes = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'ok'));

it('lets a visitor have thirty-two conversations open, and asks again once one is closed', async () => {
  const { ana, ask, conversationId, community } = await createStage();
  const others = Array.from({ length: 31 }, () => ask());
  expect(codes(await Promise.allSettled([...others, ask()]))).toEqual([
    ...Array(31).fill('ok'),
    'too_many_conversations',
  ]);
  await ana.call('conversation.leave', { conversationId });
  expect(codes(await Promise.allSettled([ask()]))).toEqual(['ok']);
  await community.close();
});

it('gives the first answer again to a question that is the last allowed, and to one that came before it', async () => {
  const { ana, ask, conversationId, community } = await createStage();
  await ana.call('conversation.leave', { conversationId });
  const early = { commandId: crypto.randomUUID(), conversationId: crypto.randomUUID(), text: 'Which size?' };
  await ana.call('conversation.ask', early);
  await ana.call('conversation.leave', { conversationId: early.conversationId });
  for (let n = 0; n < 31; n += 1) await ask();
  const last = { commandId: crypto.randomUUID(), conversationId: crypto.randomUUID(), text: 'Which size?' };
  const first = await ana.call('conversation.ask', last);
  expect(await ana.call('conversation.ask', last)).toEqual(first);
  expect(await ana.call('conversation.ask', early)).toMatchObject({ conversationId: early.conversationId });
  await community.close();
});

it('keeps the order of a question and of the message that was sent right after it', async () => {
  const { ana, community } = await createStage();
  const conversationId = crypto.randomUUID();
  const outcomes = await Promise.allSettled([
    ana.call('conversation.ask', { conversationId, text: 'Which size?' }),
    ana.call('message.post', { conversationId, text: 'For a child.' }),
    ana.call('conversation.leave', { conversationId }),
  ]);
  expect(codes(outcomes)).toEqual(['ok', 'ok', 'ok']);
  await community.close();
});

const pageOf = (name: string) => ({ url: `https://shop.example/${name}`, title: name });

it('sets the page of a question that was sent just before it', async () => {
  const { ana, ben, conversationId, community } = await createStage();
  await ana.call('conversation.leave', { conversationId });
  await Promise.all([ana.call('conversation.ask', { text: 'Which size?' }), ana.call('page.set', pageOf('red'))]);
  const { rows } = await ben.call('view.open', { view: 'inbox' });
  expect(rows).toMatchObject([{ page: pageOf('red') }]);
  await community.close();
});

it('keeps the order of pages that are sent at once', async () => {
  const { ana, ben, community } = await createStage();
  for (let n = 0; n < 20; n += 1) {
    await Promise.all([ana.call('page.set', pageOf(`first ${n}`)), ana.call('page.set', pageOf(`then ${n}`))]);
    const { rows } = await ben.call('view.open', { view: 'inbox' });
    expect(rows).toMatchObject([{ page: pageOf(`then ${n}`) }]);
  }
  await community.close();
});

it('sets the page of the conversation that was asked last, of those that are open', async () => {
  const { ana, ben, conversationId, community } = await createStage();
  const ids = ['f', '0', '8'].map((digit) => digit + crypto.randomUUID().slice(1));
  const pages = async () => {
    const { rows } = await ben.call('view.open', { view: 'inbox' });
    return rows.filter(({ page }) => page !== null).map(({ key }) => key);
  };
  for (const id of ids) await ana.call('conversation.ask', { conversationId: id, text: 'Which size?' });
  await ana.call('page.set', pageOf('red'));
  expect(await pages()).toEqual([ids[2]]);
  for (const id of [conversationId, ids[0], ids[2]]) await ana.call('conversation.leave', { conversationId: id ?? '' });
  await ana.call('page.set', pageOf('blue'));
  expect(await pages()).toEqual([ids[1]]);
  await community.close();
});
