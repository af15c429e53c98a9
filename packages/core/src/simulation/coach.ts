import type { CoachState } from '../coach/types.js';
import { doOneOf, type PersonOptions, type SimulatedPerson } from './person.js';

/** Takes what is in the inbox, answers, gives back, hands on: and tries what isn't for them. */
export function createCoach(options: PersonOptions): SimulatedPerson {
  const { client, dice, conversationIds } = options;
  const { outbox, feeds } = client;
  const desk = createDesk(options);
  const { held, shown, on, claim, write, read, transfer } = desk;
  const everyDay = [
    [6, () => claim()],
    [9, () => write()],
    [3, read],
    [1, () => on(dice.pick(shown()), 'request.decline')],
    [1, () => on(dice.pick(held()), 'request.extend')],
    [1, () => on(dice.pick(held()), 'conversation.release')],
    [1.5, () => on(dice.pick(held()), 'conversation.close', { outcome: 'served' })],
    [1.5, transfer],
    [0.5, () => on(dice.pick(held()), 'conversation.block', { reason: 'abuse' })],
    [1, () => outbox.give('presence.set', { status: 'available', capacity: dice.between(1, 3) })],
    [0.3, () => outbox.give('presence.set', { status: 'away' })],
  ] as const;
  const oddly = [
    [1.5, () => claim(dice.pick(conversationIds.slice(-5)))],
    [0.7, () => write(dice.pick(conversationIds.slice(-5)))],
    [0.5, () => feeds.open(`conversation/${dice.pick(conversationIds) ?? options.uuid()}`)],
  ] as const;
  const deeds = [...everyDay, ...oddly, ...loungeDeeds(options, desk.word)];
  let turns = 0;
  return {
    client,
    act: () => client.id && doOneOf(dice, deeds),
    // What all of them see first, and then all the rest.
    rush() {
      for (const conversationId of shown().sort()) claim(conversationId);
    },
    finish() {
      turns += 1;
      read();
      const own = dice.pick(held());
      if (turns === 1) outbox.give('presence.set', { status: 'available', capacity: 4 });
      else if (!own || dice.happens(0.5)) claim();
      else if (dice.happens(0.4)) write(own);
      else on(own, 'conversation.close', { outcome: 'served' });
    },
  };
}

/** What a coach does with conversations. */
function createDesk({ client, dice, uuid, coachIds }: PersonOptions) {
  const { outbox, feeds, who } = client;
  let words = 0;
  const word = () => {
    words += 1;
    return `«${who} ${words}» `;
  };
  const held = () => (feeds.state('me')?.state as CoachState | undefined)?.slots ?? [];
  const shown = () => feeds.rows('inbox').map(({ key }) => key);
  const on = (conversationId: string | undefined, method: string, more: object = {}) => {
    if (conversationId) outbox.give(method, { conversationId, ...more });
  };
  const write = (conversationId = dice.pick(held())) => {
    for (let count = dice.happens(0.2) ? 2 : 1; count > 0; count -= 1)
      on(conversationId, 'message.post', { messageId: uuid(), text: word() });
  };
  return {
    word,
    held,
    shown,
    on,
    write,
    claim(conversationId = dice.pick(shown())) {
      if (!conversationId) return;
      outbox.give('request.claim', { conversationId }, (answer) => {
        if ('result' in answer) feeds.reopen(`conversation/${conversationId}`);
      });
      // The answer may follow the claim at once.
      if (dice.happens(0.3)) write(conversationId);
    },
    /** Reads what is held, and for a while what was. */
    read() {
      const names = feeds.names().filter((feed) => feed.startsWith('conversation/'));
      for (const id of held()) feeds.open(`conversation/${id}`);
      if (names.length > 6) feeds.close(names[0] as string);
    },
    transfer() {
      const id = dice.pick(coachIds()) ?? '';
      const to = dice.pick([{ kind: 'coach', id }, { kind: 'topic', id: 'returns' }, { kind: 'staff' }]);
      on(dice.pick(held()), 'conversation.transfer', { to });
    },
  };
}

/** What a coach does among the others. */
function loungeDeeds({ client, dice, uuid }: PersonOptions, word: () => string) {
  const { outbox } = client;
  const posts: string[] = [];
  const onPost = (method: string, more: object = {}) => {
    const postId = dice.pick(posts);
    if (postId) outbox.give(method, { postId, ...more });
  };
  function post() {
    const postId = uuid();
    posts.push(postId);
    outbox.give('lounge.post', { postId, text: word() });
  }
  return [
    [0.5, post],
    [0.5, () => onPost('lounge.like')],
    [0.3, () => onPost('lounge.unlike')],
    [0.5, () => onPost('lounge.comment', { commentId: uuid(), text: word() })],
    [0.3, () => outbox.give('thread.post', { coachId: client.id, messageId: uuid(), text: word() })],
  ] as const;
}
