import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../messages/processes.mjs';
import { connect } from './clients.mjs';

export const targets = [
  { name: 'ws', server: 'baselines/ws-relay.mjs' },
  { name: 'socketio', server: 'baselines/socketio-relay.mjs' },
  { name: 'entraide', server: 'entraide-server.mjs' },
];

export const references = ['ws', 'socketio'];

export const metrics = [
  { name: 'idle_kib', title: 'KiB of resident memory per idle connection (less is better)' },
  {
    name: 'stuck_mib',
    title: 'MiB of resident memory per connection that asks for 8 MiB and reads nothing (less is better)',
  },
];

const lifeMs = 10 * 60_000;
/** Before the first figure: code is compiled and pools are filled. */
const warmUp = 200;
const atOnce = 50;
const settleMs = 2_000;

async function residentKib(pid) {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib);
}

async function connectMany(name, { port, count }) {
  const sockets = [];
  while (sockets.length < count) {
    const some = Array.from({ length: Math.min(atOnce, count - sockets.length) }, () => connect[name]({ port }));
    sockets.push(...(await Promise.all(some)));
  }
  return sockets;
}

async function withServer({ server }, task) {
  const env = { BENCH_STORAGE: 'memory', BENCH_PAIRS: '1' };
  const started = await startServer(server, { env, lifeMs });
  try {
    return await task(started);
  } finally {
    await started.stop();
  }
}

/** A fresh server for each figure. */
export async function measure(target, { idle, stuck }) {
  const idleKib = await withServer(target, async ({ said, pid }) => {
    const sockets = await connectMany(target.name, { port: said.port, count: warmUp });
    await sleep(settleMs);
    const before = await residentKib(pid);
    sockets.push(...(await connectMany(target.name, { port: said.port, count: idle })));
    await sleep(settleMs);
    const after = await residentKib(pid);
    for (const socket of sockets) socket.end();
    return (after - before) / idle;
  });
  const stuckMib = await withServer(target, async ({ said, pid }) => {
    const greedy = await connect[`${target.name}Greedy`]({ ...said, count: stuck });
    await sleep(settleMs);
    const before = await residentKib(pid);
    for (const { ask } of greedy) ask();
    let most = before;
    for (let n = 0; n < 40; n += 1) {
      await sleep(100);
      most = Math.max(most, await residentKib(pid));
    }
    for (const { end } of greedy) end();
    return (most - before) / 1_024 / stuck;
  });
  return { idle_kib: idleKib, stuck_mib: stuckMib };
}
