import { fork } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const lifeline = pathToFileURL(path.join(import.meta.dirname, 'lifeline.mjs')).href;
const startMaxMs = 30_000;
const stopMaxMs = 5_000;
const stderrMax = 4_000;
/** Everything that runs: the benchmark ends each by its own pid. */
const running = new Set();

function start(script, { env = {}, lifeMs, stdout }) {
  const child = fork(path.join(import.meta.dirname, script), [], {
    env: { ...process.env, NODE_ENV: 'production', ...env, BENCH_LIFE_MS: String(lifeMs) },
    execArgv: ['--import', lifeline],
    stdio: ['ignore', stdout, 'pipe', 'ipc'],
  });
  const process_ = { child, stderr: '' };
  child.stderr.setEncoding('utf8').on('data', (text) => {
    process_.stderr = (process_.stderr + text).slice(-stderrMax);
  });
  process_.exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  process_.exited.finally(() => running.delete(process_));
  running.add(process_);
  return process_;
}

const describeEnd = (script, status, stderr) =>
  new Error(`${script} ended with ${status}${stderr.trim() && `: ${stderr.trim()}`}`);

async function within(ms, what, promise) {
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${ms} ms`)), ms);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

async function stop(process_) {
  process_.child.kill();
  const timer = setTimeout(() => process_.child.kill('SIGKILL'), stopMaxMs);
  await process_.exited;
  clearTimeout(timer);
}

export const stopAll = () => Promise.all([...running].map(stop));

/** Starts a server and waits for its line `port N`, after which it may say more in JSON. */
export async function startServer(script, { env, lifeMs }) {
  const server = start(script, { env, lifeMs, stdout: 'pipe' });
  const listening = new Promise((resolve) => {
    createInterface({ input: server.child.stdout }).on('line', (line) => {
      const [, port, more] = /^port (\d+)(?: (\{.*\}))?$/.exec(line) ?? [];
      if (port) resolve({ port: Number(port), ...(more && JSON.parse(more)) });
    });
  });
  const ended = server.exited.then((status) => Promise.reject(describeEnd(script, status, server.stderr)));
  ended.catch(() => {}); // Later ends are the caller's business: the generator loses its connections.
  try {
    const said = await within(startMaxMs, `starting ${script}`, Promise.race([listening, ended]));
    return { said, pid: server.child.pid, stop: () => stop(server), readStderr: () => server.stderr.trim() };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

/** Hands a job to a fresh load generator and returns its report. */
export async function runGenerator(job, { lifeMs }) {
  const script = 'load/generator.mjs';
  const generator = start(script, { lifeMs, stdout: 'ignore' });
  const reported = new Promise((resolve) => generator.child.once('message', resolve));
  const ended = generator.exited.then((status) => Promise.reject(describeEnd(script, status, generator.stderr)));
  ended.catch(() => {}); // It always ends; only an end before the report is an error.
  try {
    generator.child.send(job);
    const { result, error } = await within(lifeMs, 'the load', Promise.race([reported, ended]));
    if (error) throw new Error(error);
    return result;
  } finally {
    await stop(generator);
  }
}
