import { doOneOf, type PersonOptions, type SimulatedPerson } from './person.js';

/** Steps in now and then. */
export function createManager({ client, dice, uuid, coachIds, conversationIds }: PersonOptions): SimulatedPerson {
  const { outbox, who } = client;
  let words = 0;
  const word = () => {
    words += 1;
    return `«${who} ${words}» `;
  };
  const on = (method: string, more: object = {}) => {
    const conversationId = dice.pick(conversationIds);
    if (conversationId) outbox.give(method, { conversationId, ...more });
  };
  return {
    client,
    act: () =>
      doOneOf(dice, [
        [1, () => on('conversation.release')],
        [0.5, () => on('conversation.close', { outcome: 'abandoned' })],
        [2, () => outbox.give('lounge.post', { postId: uuid(), text: word() })],
        [1, () => outbox.give('announcement.publish', { announcementId: uuid(), title: word(), text: word() })],
        [1, tellCoach],
        [4, () => undefined],
      ]),
    rush: () => undefined,
    finish: () => undefined,
  };

  function tellCoach() {
    const coachId = dice.pick(coachIds());
    if (coachId) outbox.give('thread.post', { coachId, messageId: uuid(), text: word() });
  }
}
