import { createServer } from 'node:net';
import { isSharedSecret } from '../auth/token-options.js';
import type { Deployment } from './deployment.js';
import { describeDatabase, openStorage, touchStorage } from './open-storage.js';

export interface Finding {
  check: string;
  verdict: 'ok' | 'warn' | 'fail';
  found: string;
  todo?: string;
}

const answerWithinMs = 5_000;
const secretBytesGood = 32;

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > 20 || (major === 20 && minor >= 19);
  const found = `Node ${version}`;
  if (isNew) return { check: 'node', verdict: 'ok', found };
  return { check: 'node', verdict: 'fail', found, todo: 'Install Node 20.19 or newer.' };
}

export function checkSettings({ settings, settingsFile }: Deployment): Finding {
  const ids = settings.communities.map((served) => served.settings.id);
  const found = `${settingsFile ?? 'no settings file'}; ${ids.length > 0 ? `communities: ${ids.join(', ')}` : 'no community'}`;
  if (ids.length > 0) return { check: 'settings', verdict: 'ok', found };
  return { check: 'settings', verdict: 'fail', found, todo: 'Write entraide.config.ts, or use --demo.' };
}

export function checkSecret({ secret, settings, dataDir }: Deployment): Finding {
  const check = 'secret';
  if (secret !== null) {
    const bytes = Buffer.byteLength(secret);
    if (bytes >= secretBytesGood) return { check, verdict: 'ok', found: `${bytes} bytes` };
    const todo = 'A longer one cannot be guessed: openssl rand -base64 32';
    return { check, verdict: 'warn', found: `only ${bytes} bytes`, todo };
  }
  const lacks = settings.communities.filter(({ tokens = settings.server.tokens }) => !tokens || needsSecret(tokens));
  const found = `none in ENTRAIDE_SECRET, none in ${dataDir}`;
  if (lacks.length === 0) return { check, verdict: 'ok', found: 'none, and none is needed' };
  const ids = lacks.map((served) => served.settings.id).join(', ');
  return { check, verdict: 'fail', found, todo: `No coach can sign in to ${ids}: set ENTRAIDE_SECRET.` };
}

const needsSecret = (tokens: Parameters<typeof isSharedSecret>[0]) =>
  isSharedSecret(tokens) && tokens.secret === undefined;

/** Whether the keys of the host applications can be had from here. */
export async function checkTokens({ settings }: Deployment): Promise<Finding> {
  const urls = new Set(
    settings.communities.flatMap(({ tokens = settings.server.tokens }) => (tokens?.jwksUrl ? [tokens.jwksUrl] : [])),
  );
  const problems: string[] = [];
  for (const url of urls) {
    const problem = await keysProblem(url);
    if (problem) problems.push(`${url}: ${problem}`);
  }
  const check = 'token keys';
  if (problems.length === 0) return { check, verdict: 'ok', found: `${urls.size} key sets, all readable` };
  const todo = 'Coaches cannot sign in while the keys of their issuer cannot be read.';
  return { check, verdict: 'fail', found: problems.join('; '), todo };
}

async function keysProblem(url: string): Promise<string | null> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(answerWithinMs) });
    const body = (await response.json()) as { keys?: unknown };
    return response.ok && Array.isArray(body.keys) ? null : `no key set (status ${response.status})`;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Reachable, and with its tables. A SQLite file that a server has open is as it should be. */
export async function checkDatabase({ database }: Deployment): Promise<Finding> {
  const check = 'database';
  const what = describeDatabase(database);
  try {
    const storage = openStorage(database);
    try {
      await touchStorage(storage, answerWithinMs);
      return { check, verdict: 'ok', found: `${what}, reachable and up to date` };
    } finally {
      await storage.close();
    }
  } catch (error) {
    const { message, cause } = error as Error;
    const isInUse = (cause as { code?: unknown } | undefined)?.code === 'storage_in_use';
    if (isInUse) return { check, verdict: 'ok', found: `in use: ${message.replace(/^unable to open /, '')}` };
    const todo = 'Check that it runs and that DATABASE_URL or --data names it; entraide serve waits for it.';
    return { check, verdict: 'fail', found: `${what}: ${message}`, todo };
  }
}

/** Free, or held by a server of ours. */
export async function checkPort({ port, host }: Deployment): Promise<Finding> {
  const check = 'port';
  const found = `${host}:${port}`;
  const problem = await bindProblem(port, host);
  if (!problem) return { check, verdict: 'ok', found: `${found} is free` };
  if (problem !== 'EADDRINUSE') return { check, verdict: 'fail', found: `${found}: ${problem}`, todo: 'Check --host.' };
  if (await isEntraide(`http://${host}:${port}/healthz`)) {
    return { check, verdict: 'ok', found: `${found}, an Entraide server listens there` };
  }
  return { check, verdict: 'fail', found: `${found} is taken`, todo: 'Choose another port with --port.' };
}

const bindProblem = (port: number, host: string): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => resolve(code ?? message));
    server.listen({ port, host }, () => server.close(() => resolve(null)));
  });

async function isEntraide(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    return response.ok && ((await response.json()) as { status?: unknown }).status === 'ok';
  } catch {
    // Whatever answers there, or doesn't, is not ours.
    return false;
  }
}
