import type { ConversationSummary } from '../conversation/types.js';
import { doOneOf, type PersonOptions, type SimulatedPerson } from './person.js';

/** Conversations that a visitor looks at. */
const conversationsMax = 3;

/** Asks, writes, thanks, leaves: and does it twice, or too late, as people do. */
export function createVisitor({ client, dice, uuid, conversationIds }: PersonOptions): SimulatedPerson {
  const { outbox, feeds, who } = client;
  const mine: string[] = [];
  const ended = new Set<string>();
  let words = 0;
  const word = () => {
    words += 1;
    return `«${who} ${words}»`;
  };
  const summaryOf = (id: string) => feeds.state(`conversation/${id}`)?.state as ConversationSummary | undefined;
  const openOnes = () => mine.filter((id) => !ended.has(id) && summaryOf(id)?.status !== 'closed');
  const any = () => dice.pick(mine.slice(-conversationsMax));
  const on = (conversationId: string | undefined, method: string, more: object = {}) => {
    if (conversationId) outbox.give(method, { conversationId, ...more });
  };

  function ask() {
    if (openOnes().length >= conversationsMax) return;
    const conversationId = uuid();
    conversationIds.push(conversationId);
    const params = { conversationId, text: word(), ...(dice.happens(0.5) ? { later: true } : {}) };
    outbox.give('conversation.ask', params, (answer) => {
      if ('refused' in answer) return;
      mine.push(conversationId);
      feeds.open(`conversation/${conversationId}`);
      for (const old of mine.slice(0, -conversationsMax)) feeds.close(`conversation/${old}`);
    });
    // Not to wait for the answer is a right of clients.
    if (dice.happens(0.2)) write(conversationId);
  }

  function write(conversationId = any()) {
    for (let count = dice.happens(0.3) ? 3 : 1; count > 0; count -= 1)
      on(conversationId, 'message.post', { messageId: uuid(), text: word() });
  }

  const comment = () => (dice.happens(0.5) ? { comment: word() } : {});
  return {
    client,
    act: () =>
      doOneOf(dice, [
        [mine.length === 0 ? 10 : 3, ask],
        [7, () => write()],
        [1, () => on(any(), 'conversation.leave')],
        [2, () => on(any(), 'conversation.thank', comment())],
        [1, () => on(any(), 'conversation.thank', { withdraw: true })],
        [2, () => on(any(), 'conversation.rate', { stars: dice.between(1, 5), ...comment() })],
        [0.3, () => on(any(), 'conversation.block', { reason: 'abuse' })],
        [0.5, () => outbox.give('page.set', { url: `https://shop.example/${dice.between(1, 9)}`, title: word() })],
        // Somebody else's: never to be had.
        [0.5, () => on(dice.pick(conversationIds), 'message.post', { messageId: uuid(), text: word() })],
        [0.5, () => stray()],
      ]),
    rush: () => write(),
    finish() {
      const id = openOnes()[0];
      if (id) outbox.give('conversation.leave', { conversationId: id }, () => ended.add(id));
    },
  };

  /** Opens what may be somebody else's. */
  function stray() {
    const id = dice.pick(conversationIds);
    if (id) feeds.open(`conversation/${id}`);
  }
}
