import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, Conversation, ConversationSnapshot } from '@entraide/client';
import { inTime } from './deadline.js';
import type { DeliveryTimes } from './delivery-times.js';
import type { DialoguePlan } from './plan-dialogue.js';
import { until } from './until.js';

/** A dialogue that is being played. */
export interface Scene {
  plan: DialoguePlan;
  visitor: Client;
  coach: Client;
  /** The visitor's side, once asked. */
  asked: Conversation | null;
  /** The coach's side, once claimed. */
  claimed: Conversation | null;
  claimMs: number | null;
  /** Turns that the server acknowledged. */
  sent: number;
  times: DeliveryTimes;
  /** Subscriptions to end. */
  ends: (() => void)[];
  signal: AbortSignal;
}

/** Plays from question to close. Rejects when something is refused, or when the signal aborts. */
export async function playScene(scene: Scene): Promise<void> {
  const { plan, signal, times } = scene;
  const [question, ...turns] = plan.turns;
  let sentAt = performance.now();
  const asked = await ask(scene, question?.text ?? '');
  for (const { from, text, waitMs } of turns) {
    // Due after the turn before was sent, and sent after it was acknowledged: so the order is defined.
    await pauseUntil(sentAt + waitMs, signal);
    const speaker = from === 'visitor' ? asked : (scene.claimed ?? (await claim(scene, asked.id)));
    sentAt = performance.now();
    const { offset } = await inTime(speaker.post(text), signal);
    times.sent(offset, sentAt);
    scene.sent += 1;
  }
  await inTime(scene.claimed ? scene.claimed.close({ outcome: 'served' }) : asked.leave(), signal);
}

async function pauseUntil(dueAt: number, signal: AbortSignal): Promise<void> {
  const ms = dueAt - performance.now();
  if (ms > 0) await inTime(sleep(ms), signal);
}

async function ask(scene: Scene, text: string): Promise<Conversation> {
  const { visitor, plan, signal } = scene;
  const { topic, locale } = plan;
  const conversation = visitor.ask({ text, ...(topic && { topic }), ...(locale && { locale }) });
  scene.asked = conversation;
  watch(scene, visitor, conversation);
  await until(conversation, isReadable, signal);
  scene.sent += 1;
  return conversation;
}

/** The coach sees the request, takes it, and reads before answering. */
async function claim(scene: Scene, conversationId: string): Promise<Conversation> {
  const { coach, signal } = scene;
  await until(coach.inbox(), ({ value }) => value.some(({ key }) => key === conversationId) || null, signal);
  const conversation = coach.conversation(conversationId);
  const claimedAt = performance.now();
  await inTime(conversation.claim(), signal);
  scene.claimMs = performance.now() - claimedAt;
  scene.claimed = conversation;
  watch(scene, coach, conversation);
  await until(conversation, isReadable, signal);
  return conversation;
}

/** Whether the question is stored and the feed open; a refusal ends the wait. */
function isReadable({ messages, summary, error }: ConversationSnapshot): true | null {
  const refused = messages[0]?.refused;
  if (refused) throw new Error(`unable to ask the question; ${refused}`);
  if (error) throw error;
  return summary.status === 'none' ? null : true;
}

/** Holds a conversation open on one side, and notes when the other's messages come. */
function watch({ ends, times }: Scene, client: Client, conversation: Conversation): void {
  ends.push(
    conversation.subscribe(() => {}),
    client.on('messageReceived', ({ conversationId, message }) => {
      if (conversationId === conversation.id && message.offset !== null) {
        times.received(message.offset, performance.now());
      }
    }),
  );
}
