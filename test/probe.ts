/** Which outside services answer here, found by really connecting; and which test files ask for them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';

export type ServiceName = 'postgres' | 'redis' | 'nats' | 'chromium';
export type Services = { [name in ServiceName]?: string };

const root = path.resolve(import.meta.dirname, '..');
const connectTimeoutMs = 1_000;

export const serviceNames: ServiceName[] = ['postgres', 'redis', 'nats', 'chromium'];

/** Where each service is looked for: a URL, or for Chromium a path. */
export const places = (env: NodeJS.ProcessEnv = process.env): Record<ServiceName, string> => ({
  postgres: env['DATABASE_URL'] || 'postgres://postgres@127.0.0.1:5432/test',
  redis: env['REDIS_URL'] || 'redis://127.0.0.1:6379',
  nats: env['NATS_URL'] || 'nats://127.0.0.1:4222',
  chromium: env['CHROMIUM_PATH'] || '/usr/bin/chromium',
});

const defaultPort: Record<string, number> = { 'postgres:': 5432, 'postgresql:': 5432, 'redis:': 6379, 'nats:': 4222 };

function accepts(url: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname || '127.0.0.1', port: Number(port) || (defaultPort[protocol] ?? 0) });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(connectTimeoutMs, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

export async function probeServices(at: Record<ServiceName, string> = places()): Promise<Services> {
  const found = await Promise.all(
    serviceNames.map(async (name) => (name === 'chromium' ? existsSync(at[name]) : await accepts(at[name]))),
  );
  return Object.fromEntries(serviceNames.filter((_, i) => found[i]).map((name) => [name, at[name]]));
}

function testFiles(): string[] {
  const found: string[] = [];
  const visit = (dir: string) => {
    for (const entry of readdirSync(path.join(root, dir), { withFileTypes: true })) {
      const name = `${dir}/${entry.name}`;
      if (entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name)) visit(name);
      else if (/\.test\.tsx?$/.test(entry.name)) found.push(name);
    }
  };
  for (const dir of ['packages', 'examples', 'bench', 'test']) if (existsSync(path.join(root, dir))) visit(dir);
  return found;
}

/** Test files that take `services` and name this one: the suites that a missing service keeps from running. */
export function suitesThatUse(name: ServiceName): string[] {
  return testFiles()
    .filter((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      return /inject\(\s*['"]services['"]\s*\)/.test(text) && new RegExp(`\\b${name}\\b`).test(text);
    })
    .sort();
}
