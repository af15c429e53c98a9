import { expect, it } from 'vitest';
import { createStage } from '../testing/stage.js';

const limits = { burst: { visitor: 1_000, member: 1_000 } };
const bytesMax = 256 * 1024;
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;
/** The longest text there is: 32,000 bytes. */
const long = '👟'.repeat(8_000);

it('answers a feed of long messages in frames that any socket takes, and pages back without a hole', async () => {
  const { ana, conversationId, community } = await createStage({ limits });
  for (let n = 0; n < 40; n += 1) await ana.call('message.post', { conversationId, text: long });
  const feed = `conversation/${conversationId}`;
  const { epoch, offset, snapshot } = await ana.call('feed.open', { feed });
  expect(bytes(snapshot?.events)).toBeLessThanOrEqual(bytesMax);
  expect(snapshot?.from).toBe(snapshot?.events[0]?.offset);
  expect(snapshot?.events.at(-1)?.offset).toBe(offset);
  const seen = snapshot?.events.map((event) => event.offset) ?? [];
  while ((seen[0] ?? 0) > 1) {
    const page = await ana.call('feed.pull', { feed, epoch, before: seen[0] ?? 0, limit: 200 });
    expect(bytes(page.events)).toBeLessThanOrEqual(bytesMax);
    seen.unshift(...page.events.map((event) => event.offset));
  }
  expect(seen).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
  await community.close();
});

it('shows the beginning of a long question, cut between code points', async () => {
  const { ana, ben, community } = await createStage();
  await ana.call('conversation.ask', { text: long });
  await ana.call('conversation.ask', { text: '👟'.repeat(500) });
  const { rows } = await ben.call('view.open', { view: 'inbox' });
  const texts = rows.map(({ text }) => text).sort();
  expect(texts.slice(1)).toEqual(['👟'.repeat(500), `${'👟'.repeat(500)}…`]);
  await community.close();
});

it('opens an inbox full of long addresses in a frame that any socket takes', async () => {
  const { community, ben } = await createStage({ limits });
  const page = { url: '\u0001'.repeat(2_048), title: '' };
  for (let n = 0; n < 40; n += 1) {
    const visitor = await community.visitor();
    await visitor.call('conversation.ask', { text: 'Which size?', page });
  }
  const { rows } = await ben.call('view.open', { view: 'inbox' });
  expect(bytes(rows)).toBeLessThanOrEqual(bytesMax);
  expect(rows.length).toBeGreaterThan(15);
  await community.close();
});
