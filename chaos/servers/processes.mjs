import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const stopMaxMs = 8_000;
const stderrMax = 4_000;
/** Everything that runs: each is ended by its own pid, and none outlives the run. */
const running = new Set();
process.on('exit', () => {
  for (const { child } of running) child.kill('SIGKILL');
});

/** A port that was free a moment ago. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

export function start(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const started = { child, pid: child.pid, stdout: '', stderr: '', isRunning: true };
  for (const stream of ['stdout', 'stderr'])
    child[stream].setEncoding('utf8').on('data', (text) => {
      started[stream] = (started[stream] + text).slice(-stderrMax);
    });
  started.exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ?? code));
  }).finally(() => {
    started.isRunning = false;
    running.delete(started);
  });
  running.add(started);
  return started;
}

/** Runs to its end; rejects with what it said where that isn't 0. */
export async function run(command, args, options) {
  const started = start(command, args, options);
  const status = await started.exited;
  if (status !== 0) throw new Error(`${command} ended with ${status}; ${started.stderr.trim()}`);
  return started.stdout;
}

/** Asks it to end; one that doesn't in time is killed. Resolves its status. */
export async function stop(started, { signal = 'SIGTERM', withinMs = stopMaxMs } = {}) {
  if (started.isRunning) started.child.kill(signal);
  const timer = setTimeout(() => started.child.kill('SIGKILL'), withinMs);
  const status = await started.exited;
  clearTimeout(timer);
  return status;
}

export const stopAll = () => Promise.all([...running].map((started) => stop(started, { signal: 'SIGINT' })));

export async function within(ms, what, promise) {
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${ms} ms`)), ms);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

/** Tries until it is true; an error is a no. */
export async function until(what, task, { withinMs = 30_000, everyMs = 50 } = {}) {
  const dueAt = performance.now() + withinMs;
  let last;
  for (;;) {
    try {
      const found = await task();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    if (performance.now() > dueAt)
      throw new Error(`${what} took more than ${withinMs} ms; ${last?.message ?? 'it was not so'}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
