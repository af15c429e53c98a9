import { randomUUID } from 'node:crypto';
import { hs256 } from './token-forge.js';
import { join, type WireClient } from './wire-client.js';

/** A coach of the test community, online. */
export const coachOf = async (url: string, subject: string, community = 'shop'): Promise<WireClient> =>
  join(url, { community, token: await hs256({ sub: subject, name: subject, community }) });

/** A new visitor of the test community. */
export const visitorOf = (url: string, community = 'shop') => join(url, { community });

/** Asks a question that is kept also while nobody is online. */
export async function ask(visitor: WireClient, text: string): Promise<string> {
  const conversationId = randomUUID();
  await visitor.command('conversation.ask', { conversationId, text, later: true });
  return conversationId;
}

interface Transcript {
  offset: number;
  state: Record<string, unknown>;
  events: { offset: number; type: string; by: { kind: string }; data: { text?: string } }[];
}

/** The whole of a short conversation, as a reader who knows nothing of it gets it. */
export async function transcriptOf(reader: WireClient, conversationId: string): Promise<Transcript> {
  const { offset, snapshot } = await reader.call('feed.open', { feed: `conversation/${conversationId}` });
  await reader.call('feed.close', { feed: `conversation/${conversationId}` });
  return { offset, ...snapshot };
}

/** One question asked, claimed and answered: whether people can still talk. */
export async function talk(url: string, coachName: string = randomUUID()): Promise<string[]> {
  const [visitor, coach] = await Promise.all([visitorOf(url), coachOf(url, coachName)]);
  const conversationId = await ask(visitor, 'Does it fit?');
  await coach.command('request.claim', { conversationId });
  await coach.command('message.post', { conversationId, messageId: randomUUID(), text: 'It does.' });
  await visitor.command('message.post', { conversationId, messageId: randomUUID(), text: 'Thank you!' });
  await coach.command('conversation.close', { conversationId, outcome: 'served' });
  const { events } = await transcriptOf(visitor, conversationId);
  for (const client of [visitor, coach]) client.close();
  return events.flatMap(({ data }) => data.text ?? []);
}
