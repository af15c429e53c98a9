import { afterAll, expect, it } from 'vitest';
import { community } from './community.js';

afterAll(() => community.close());

it('asks only verified coaches about refunds, in a running community', async () => {
  const coach = await community.coach({ name: 'Zoe', topics: ['orders', 'refunds'] });
  const visitor = await community.visitor();
  const inbox = async () => (await coach.call('view.open', { view: 'inbox' })).rows.map(({ topic }) => topic);
  await visitor.call('conversation.ask', { text: 'Where is my money?', topic: 'refunds' });
  await visitor.call('conversation.ask', { text: 'Where is my parcel?', topic: 'orders' });
  await expect.poll(inbox).toEqual(['orders']);
});
