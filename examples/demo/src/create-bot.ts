import type { Client, Conversation } from '@entraide/client';

/** How long a simulated coach takes. People come first: it leaves them time to claim. */
export interface BotPace {
  claimAfterMs: number;
  answerAfterMs: number;
}

const greeting =
  'Hello! I am a simulated coach of this demo, a program and no person. A real coach would have read your question and answered from experience.';
const replies = [
  'Thank you. I can only pretend to understand, but this is how fast a conversation goes.',
  'A person would now ask you a thing or two. Sit down at a desk and be that person!',
  'That is all that I can say. You may end the conversation, say thank you, or go on.',
];

/** A simulated coach: claims what nobody claims, says that it is a program, and answers what is written to it. */
export function createBot({ client, pace }: { client: Client; pace: BotPace }): { close(): Promise<void> } {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const talks = new Map<string, () => void>();
  const later = (ms: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  };

  function talk(conversation: Conversation) {
    let said = 0;
    let isWriting = false;
    const look = () => {
      const { messages, summary } = conversation.getSnapshot();
      if (summary.status === 'closed') {
        talks.get(conversation.id)?.();
        talks.delete(conversation.id);
        return;
      }
      if (isWriting || messages.at(-1)?.by.kind !== 'visitor') return;
      isWriting = true;
      conversation.setTyping();
      later(pace.answerAfterMs, () => {
        const text = said === 0 ? greeting : (replies[Math.min(said, replies.length) - 1] ?? greeting);
        said += 1;
        isWriting = false;
        void conversation.post(text).catch(() => undefined);
      });
    };
    talks.set(conversation.id, conversation.subscribe(look));
    look();
  }

  const claim = (id: string) => {
    if (talks.has(id) || !inbox.getSnapshot().value.some(({ key }) => key === id)) return;
    const conversation = client.conversation(id);
    // A person was faster: so much the better.
    void conversation.claim().then(
      () => talk(conversation),
      () => undefined,
    );
  };
  const inbox = client.inbox();
  const seen = new Set<string>();
  const leave = inbox.subscribe(() => {
    for (const { key } of inbox.getSnapshot().value)
      if (!seen.has(key)) {
        seen.add(key);
        later(pace.claimAfterMs, () => claim(key));
      }
  });
  client.open();
  return {
    async close() {
      leave();
      for (const stop of talks.values()) stop();
      for (const timer of timers) clearTimeout(timer);
      await client.close();
    },
  };
}
