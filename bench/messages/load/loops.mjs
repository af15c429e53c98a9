import { setTimeout as sleep } from 'node:timers/promises';
import { startCpuCount } from './cpu.mjs';
import { nowMs, startPacer } from './pacer.mjs';

const drainMaxMs = 15_000;
/** What comes a second time usually comes soon after. */
const afterglowMs = 50;
/** The window opens when every sender is under way. */
const rampMs = 50;
/** Beyond what the warm-up lets expect, so that no message has to be made inside the window. */
const spareShare = 1.5;

/** Waits until nothing is in flight; what never completes fails the run. */
async function drain(pairs) {
  const deadline = performance.now() + drainMaxMs;
  const open = () => pairs.reduce((sum, pair) => sum + pair.sent - pair.completed, 0);
  while (open() > 0) {
    if (performance.now() > deadline) throw new Error(`${open()} messages were not delivered and acknowledged`);
    await sleep(5);
  }
  await sleep(afterglowMs);
}

const completedIn = (pairs) => pairs.reduce((sum, pair) => sum + pair.completed, 0);

/** Every sender keeps so many messages in flight, and sends the next when one is delivered and acknowledged. */
async function keepInFlight({ link, handlers, inFlight, ms }, measure) {
  const owed = new Map(link.pairs.map((pair) => [pair, 0]));
  let isOpen = true;
  handlers.complete = (pair) => owed.set(pair, owed.get(pair) + 1);
  handlers.pause = (pair) => {
    const count = owed.get(pair);
    if (count === 0 || !isOpen) return;
    owed.set(pair, 0);
    link.send(pair, count);
  };
  for (const pair of link.pairs) link.send(pair, inFlight);
  const result = await measure(ms);
  isOpen = false;
  await drain(link.pairs);
  return result;
}

/** Messages a second, and what each cost the server, with a fixed number in flight per sender. */
export async function runClosedLoop({ link, handlers, inFlight, warmUpMs, ms, cpu }) {
  const { pairs } = link;
  const rate = async (windowMs) => {
    const count = startCpuCount(cpu);
    const own = process.cpuUsage();
    const [before, startedAt] = [completedIn(pairs), performance.now()];
    await sleep(windowMs);
    const [after, endedAt] = [completedIn(pairs), performance.now()];
    const cpuUs = count();
    const { user, system } = process.cpuUsage(own);
    const messages = after - before;
    if (messages === 0) throw new Error(`no message was delivered and acknowledged in ${windowMs} ms`);
    return {
      perSecond: (1000 * messages) / (endedAt - startedAt),
      cpuUsPerMessage: cpuUs === undefined ? undefined : cpuUs / messages,
      generatorShare: (user + system) / 1000 / (endedAt - startedAt),
    };
  };
  const warm = await keepInFlight({ link, handlers, inFlight, ms: warmUpMs }, rate);
  const expected = (warm.perSecond * (ms + rampMs)) / 1000 / pairs.length;
  for (const pair of pairs) pair.prepare(Math.ceil(spareShare * expected) + inFlight);
  return keepInFlight({ link, handlers, inFlight, ms }, async (windowMs) => {
    await sleep(rampMs);
    return rate(windowMs);
  });
}

function withResolvers() {
  const made = {};
  made.promise = new Promise((resolve) => {
    made.resolve = resolve;
  });
  return made;
}

/** Latencies at a fixed rate, each counted from when the message was due, however late it was really sent. */
export async function runOpenLoop({ link, handlers, perSecond, warmUpMs, ms }) {
  const { pairs } = link;
  const intervalMs = 1000 / perSecond;
  const total = Math.round((warmUpMs + ms) / intervalMs);
  const firstMeasured = Math.round(warmUpMs / intervalMs);
  for (const pair of pairs) {
    pair.prepare(Math.ceil(total / pairs.length));
    pair.dueAt = [];
  }
  const base = new Map(pairs.map((pair) => [pair, pair.sent]));
  const latencies = [];
  handlers.pause = () => {};
  handlers.complete = (pair, n) => {
    const { at, isMeasured } = pair.dueAt[n - base.get(pair)];
    if (isMeasured) latencies.push(nowMs() - at);
  };
  await sendEvenly({ link, total, intervalMs, firstMeasured });
  await drain(pairs);
  return latencies.sort((a, b) => a - b);
}

async function sendEvenly({ link, total, intervalMs, firstMeasured }) {
  const { pairs } = link;
  const finished = withResolvers();
  let next = 0;
  const onTick = (startedAt) => {
    for (const now = nowMs(); next < total; next += 1) {
      const at = startedAt + next * intervalMs;
      if (at > now) return;
      const pair = pairs[next % pairs.length];
      pair.dueAt.push({ at, isMeasured: next >= firstMeasured });
      link.send(pair, 1);
    }
    finished.resolve();
  };
  const stop = await startPacer({ intervalMs, onTick });
  await finished.promise;
  await stop();
}
