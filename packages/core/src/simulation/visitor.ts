import type { ConversationSummary } from '../conversation/types.js';
import { doOneOf, type PersonOptions, type SimulatedPerson } from './person.js';

/** Conversations that a visitor looks at. */
const conversationsMax = 3;

/** Asks, writes, thanks, leaves: and does it twice, or too late, as people do. */
export function createVisitor(options: PersonOptions): SimulatedPerson {
  const { client, dice, uuid, conversationIds } = options;
  const { outbox, feeds } = client;
  const { mine, ended, openOnes, any, answered, on, word, ask, write } = createTalk(options);
  const comment = () => (dice.happens(0.5) ? { comment: word() } : {});

  /** Takes thanks back that perhaps were never given, and gives them again, all at once. */
  function changeMind() {
    const id = answered();
    on(id, 'conversation.thank', { withdraw: true });
    on(id, 'conversation.thank', comment());
  }

  /** Opens what may be somebody else's. */
  function stray() {
    const id = dice.pick(conversationIds);
    if (id) feeds.open(`conversation/${id}`);
  }

  return {
    client,
    act: () =>
      doOneOf(dice, [
        [mine.length === 0 ? 10 : 3, ask],
        [7, () => write()],
        [1, () => on(any(), 'conversation.leave')],
        [2, () => on(answered(), 'conversation.thank', comment())],
        [1.5, changeMind],
        [2.5, () => on(answered(), 'conversation.rate', { stars: dice.between(1, 5), ...comment() })],
        [0.8, () => on(any(), 'conversation.block', { reason: 'abuse' })],
        [0.5, () => outbox.give('page.set', { url: `https://shop.example/${dice.between(1, 9)}`, title: word() })],
        // Somebody else's: never to be had.
        [0.5, () => on(dice.pick(conversationIds.slice(-5)), 'message.post', { messageId: uuid(), text: word() })],
        [0.5, stray],
      ]),
    rush: () => write(),
    finish() {
      const id = openOnes()[0];
      if (id) outbox.give('conversation.leave', { conversationId: id }, () => ended.add(id));
    },
  };
}

/** A visitor's conversations, and what is said in them. */
function createTalk({ client, dice, uuid, conversationIds }: PersonOptions) {
  const { outbox, feeds, who } = client;
  const mine: string[] = [];
  const ended = new Set<string>();
  let words = 0;
  const word = () => {
    words += 1;
    return `«${who} ${words}» `;
  };
  const summaryOf = (id: string) => feeds.state(`conversation/${id}`)?.state as ConversationSummary | undefined;
  const openOnes = () => mine.filter((id) => !ended.has(id) && summaryOf(id)?.status !== 'closed');
  const any = () => dice.pick(mine.slice(-conversationsMax));
  const on = (conversationId: string | undefined, method: string, more: object = {}) => {
    if (conversationId) outbox.give(method, { conversationId, ...more });
  };
  const write = (conversationId = any()) => {
    for (let count = dice.happens(0.3) ? 3 : 1; count > 0; count -= 1)
      on(conversationId, 'message.post', { messageId: uuid(), text: word() });
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

  const answered = () => dice.pick(mine.filter((id) => summaryOf(id)?.answered)) ?? any();
  return { mine, ended, openOnes, any, answered, on, word, ask, write };
}
