// Simulated coaches for the demo: `node examples/demo/dist-node/bots.js http://127.0.0.1:8787`.
import { createClient, createMemoryStorage, createWebSocketTransport } from '@entraide/client';
import { WebSocket } from 'ws';
import { createBot } from './create-bot.js';

const [, , url = 'http://127.0.0.1:8787', claimAfterMs = '8000'] = process.argv;
/** A bot is always named as one. */
const names = ['Robin (simulated)', 'Alex (simulated)'];
const pace = { claimAfterMs: Number(claimAfterMs), answerAfterMs: 3_500 };

const bots = await Promise.all(
  names.map(async (name, index) => {
    const answer = await fetch(`${url}/demo/coach-token?name=${encodeURIComponent(name)}`);
    const { token } = (await answer.json()) as { token: string };
    const transport = createWebSocketTransport({ url, WebSocket: WebSocket as never });
    const client = createClient({ community: 'demo', token, transport, storage: createMemoryStorage() });
    return createBot({ client, pace: { ...pace, claimAfterMs: pace.claimAfterMs + index * 4_000 } });
  }),
);
process.once('SIGTERM', () => void Promise.all(bots.map((bot) => bot.close())).then(() => process.exit(0)));
