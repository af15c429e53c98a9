import { randomUUID } from 'node:crypto';
import { describeBus, parseBusUrl } from '../bus/bus-url.js';
import { createBus } from '../bus/create-bus.js';
import type { LinkedBus } from '../bus/create-linked-bus.js';
import type { Deployment } from './deployment.js';
import type { Finding } from './doctor-checks.js';

export const busNeedsTodo =
  'Several servers share one PostgreSQL: set DATABASE_URL, or unset BUS_URL and run one server alone.';

const answerWithinMs = 5_000;
const askAgainMs = 50;

/** Whether a hint comes back. Nothing to say where no bus is named. */
export async function checkBus({ bus: url, database }: Pick<Deployment, 'bus' | 'database'>): Promise<Finding[]> {
  const parsed = url === null ? null : parseBusUrl(url);
  if (url === null || !parsed) return [];
  const check = 'bus';
  const what = describeBus(parsed);
  if (database.kind === 'sqlite')
    return [{ check, verdict: 'fail', found: `${what}, and a SQLite file has one server alone`, todo: busNeedsTodo }];
  let problem = `no hint came back within ${answerWithinMs / 1_000} s`;
  const log = ({ error }: { error?: unknown }) => {
    if (error instanceof Error && error.message) problem = error.message;
  };
  const bus = await createBus({ url, log });
  const isHeard = await hearsItself(bus);
  await bus.close();
  if (isHeard) return [{ check, verdict: 'ok', found: `${what}, hints come back` }];
  const todo =
    'Check that it runs and that BUS_URL names it. Servers work without it: what one writes, others show a second later.';
  return [{ check, verdict: 'fail', found: `${what}: ${problem}`, todo }];
}

async function hearsItself(bus: LinkedBus): Promise<boolean> {
  const subject = `doctor ${randomUUID()}`;
  return new Promise((resolve) => {
    const again = setInterval(() => void bus.publish(subject, {}), askAgainMs);
    const end = (isHeard: boolean) => {
      clearInterval(again);
      clearTimeout(late);
      resolve(isHeard);
    };
    const late = setTimeout(end, answerWithinMs, false);
    void bus.subscribe(subject, () => end(true));
  });
}
