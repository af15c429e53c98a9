import { type Client, createClient, createMemoryStorage, type Transport } from '@entraide/client';
import { CliError } from '../cli/cli-error.js';
import type { SignCoach } from './coach-tokens.js';
import { createDeadline } from './deadline.js';
import { until } from './until.js';

/** Where the replay plays. */
export interface Stage {
  url: string;
  community: string;
  transport: Transport;
  signCoach: SignCoach;
}

const openWithinMs = 20_000;
const gateWithinMs = 60_000;

/**
 * Brings one coach online, with an inbox open. Rejects with what a person can do about it when the server can't be
 * reached at the first attempt, or doesn't want this coach; later interruptions are the SDK's to mend.
 */
export async function openCoach({ url, community, transport, signCoach }: Stage, name: string, signal: AbortSignal) {
  const token = () => signCoach(name);
  const client = createClient({ community, token, transport, storage: createMemoryStorage() });
  const deadline = createDeadline(openWithinMs, { reason: `nothing answers at ${url}`, outer: signal });
  client.open();
  try {
    await until(client.status, (status) => isOnline(status, { url, community }), deadline.signal);
    client.inbox().subscribe(() => {});
    await client.call('presence.set', { status: 'available' }, { signal: deadline.signal });
    return client;
  } catch (error) {
    await client.close();
    throw error instanceof CliError
      ? error
      : new CliError(`unable to replay; ${(error as Error).message}`, { cause: error });
  } finally {
    deadline.clear();
  }
}

type Status = ReturnType<Client['status']['getSnapshot']>;

function isOnline({ state, error }: Status, { url, community }: Pick<Stage, 'url' | 'community'>): true | null {
  if (state === 'online') return true;
  if (!error) return null;
  if (error.code === 'unauthenticated') {
    throw new CliError(`unable to replay; ${url} believes no tokens of this machine for the community ${community}`, {
      todo: "Set ENTRAIDE_SECRET to the server's secret, or name the data folder of a running demo with --data.",
    });
  }
  if (error.code === 'not_found') throw new CliError(`unable to replay; ${url} has no community ${community}`);
  const what = error.code === 'disconnected' ? 'nothing answers there' : error.code;
  throw new CliError(`unable to replay on ${url}; ${what}`, {
    todo: 'Start a server, for example: entraide serve --demo',
    cause: error,
  });
}

/** Waits until questions are let in; a community opens some seconds after its first coach came. */
export async function untilGateOpen(coach: Client, signal: AbortSignal): Promise<void> {
  let reason = 'unknown';
  const deadline = createDeadline(gateWithinMs, { reason: 'the gate', outer: signal });
  try {
    await until(
      coach.availability(),
      ({ value }) => {
        reason = value?.reason ?? reason;
        return value?.open ? true : null;
      },
      deadline.signal,
    );
  } catch (error) {
    if (signal.aborted) throw error;
    throw new CliError(`unable to replay; the community stays closed (${reason})`, { cause: error });
  } finally {
    deadline.clear();
  }
}
