// src/bots.ts
import { createClient, createMemoryStorage, createWebSocketTransport } from '@entraide/client';
import { WebSocket } from 'ws';

// src/create-bot.ts
var greeting =
  'Hello! I am a simulated coach of this demo, a program and no person. A real coach would have read your question and answered from experience.';
var replies = [
  'Thank you. I can only pretend to understand, but this is how fast a conversation goes.',
  'A person would now ask you a thing or two. Sit down at a desk and be that person!',
  'That is all that I can say. You may end the conversation, say thank you, or go on.',
];
function createBot({ client, pace: pace2 }) {
  const timers = /* @__PURE__ */ new Set();
  const talks = /* @__PURE__ */ new Map();
  const later = (ms, act) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  };
  function talk(conversation) {
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
      later(pace2.answerAfterMs, () => {
        const text = said === 0 ? greeting : (replies[Math.min(said, replies.length) - 1] ?? greeting);
        said += 1;
        isWriting = false;
        void conversation.post(text).catch(() => void 0);
      });
    };
    talks.set(conversation.id, conversation.subscribe(look));
    look();
  }
  const claim = (id) => {
    if (talks.has(id) || !inbox.getSnapshot().value.some(({ key }) => key === id)) return;
    const conversation = client.conversation(id);
    void conversation.claim().then(
      () => talk(conversation),
      () => void 0,
    );
  };
  const inbox = client.inbox();
  const seen = /* @__PURE__ */ new Set();
  const leave = inbox.subscribe(() => {
    for (const { key } of inbox.getSnapshot().value)
      if (!seen.has(key)) {
        seen.add(key);
        later(pace2.claimAfterMs, () => claim(key));
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

// src/bots.ts
var [, , url = 'http://127.0.0.1:8787', claimAfterMs = '8000'] = process.argv;
var names = ['Robin (simulated)', 'Alex (simulated)'];
var pace = { claimAfterMs: Number(claimAfterMs), answerAfterMs: 3500 };
var bots = await Promise.all(
  names.map(async (name, index) => {
    const answer = await fetch(`${url}/demo/coach-token?name=${encodeURIComponent(name)}`);
    const { token } = await answer.json();
    const transport = createWebSocketTransport({ url, WebSocket });
    const client = createClient({ community: 'demo', token, transport, storage: createMemoryStorage() });
    return createBot({ client, pace: { ...pace, claimAfterMs: pace.claimAfterMs + index * 4e3 } });
  }),
);
process.once('SIGTERM', () => void Promise.all(bots.map((bot) => bot.close())).then(() => process.exit(0)));
