import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Bus, Storage, TopicClassifier } from '@entraide/core';
import { Command, Option } from 'commander';
import { createBus } from '../bus/create-bus.js';
import { createServer, type Server } from '../create-server.js';
import type { Address } from '../http/http-listener.js';
import { createLog, type Log } from '../log/create-log.js';
import { createTopicClassifier } from '../topics/create-topic-classifier.js';
import { modelFile, readModel } from '../topics/model-file.js';
import type { TopicModel } from '../topics/topic-model.js';
import { isLoopback } from '../ws/address.js';
import { awaitStorage } from './await-storage.js';
import { CliError } from './cli-error.js';
import { type Deployment, type Flags, resolveDeployment } from './deployment.js';
import { busNeedsTodo } from './doctor-bus.js';
import { drain } from './drain.js';
import { failLoudly } from './fail-loudly.js';
import { describeDatabase, openStorage } from './open-storage.js';
import { configOption, dataOption, demoOption, portOption } from './options.js';
import { listenToOwner, type OwnerTasks } from './owner-socket.js';

const require = createRequire(import.meta.url);

/** `entraide serve`: runs until it is told to stop. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('run the server until it is stopped')
    .addOption(configOption())
    .addOption(portOption())
    .addOption(new Option('--host <host>', 'address to listen on (default: 127.0.0.1)'))
    .addOption(dataOption())
    .addOption(demoOption())
    .addOption(new Option('--static <dir>', 'folder of files to serve'))
    .addHelpText(
      'after',
      `
Examples:
  entraide serve --demo
  entraide serve --config entraide.config.ts --host 0.0.0.0 --port 8080
  DATABASE_URL=postgres://entraide@db/entraide ENTRAIDE_SECRET=… entraide serve
  BUS_URL=redis://cache:6379 DATABASE_URL=… ENTRAIDE_SECRET=… entraide serve     # one of several

The address is printed on standard output, the log on standard error (ENTRAIDE_LOG=debug|info|warn|error|silent).
/healthz says whether the process lives, /readyz whether its database answers.`,
    )
    .action(async (flags: Flags) => {
      const log = createLog({ level: logLevel(process.env['ENTRAIDE_LOG']) });
      await serve(await resolveDeployment(flags, { env: process.env, cwd: process.cwd() }), log);
    });
}

/** Whoever names one counts on it. */
async function openBus({ bus, database }: Deployment, log: Log): Promise<Bus | null> {
  if (bus === null) return null;
  if (database.kind === 'sqlite')
    throw new CliError('unable to use a bus; a SQLite file has one server alone', { todo: busNeedsTodo });
  return createBus({ url: bus, log });
}

const levels = ['debug', 'info', 'warn', 'error', 'silent'];

function logLevel(told = 'info'): string {
  if (levels.includes(told)) return told;
  throw new CliError(`unable to use ENTRAIDE_LOG=${told}; it must be one of ${levels.join(', ')}`);
}

async function serve(deployment: Deployment, log: Log): Promise<void> {
  const { settings, database, demo } = deployment;
  if (settings.communities.length === 0) {
    throw new CliError('unable to serve; there is no community', {
      todo: 'Describe one in entraide.config.ts (or name the file with --config), or try the demo: entraide serve --demo',
    });
  }
  failLoudly(log);
  const bus = await openBus(deployment, log);
  const storage = openStorage(database);
  const stopped = untilToldToStop();
  const { server, address } = await open(deployment, { storage, bus }, log).catch(async (error) => {
    await Promise.all([storage.close(), bus?.close()]);
    throw error;
  });
  const { url } = address;
  log({ level: 'info', event: 'server.listening', address: url, storage: describeDatabase(database), demo });
  warnOfNoTokens(deployment, log);
  warnOfExposedDemo(deployment, log);
  const { backup } = storage;
  const stopListening = backup ? await listenToOwner(deployment.dataDir, ownerTasks(backup)) : null;
  // The one line of standard output: scripts wait for it.
  console.log(`Entraide listens on ${url}`);
  log({ level: 'info', event: 'server.draining', signal: await stopped });
  await stopListening?.();
  await drain({ server, storage, bus }, log);
}

async function open(
  deployment: Deployment,
  { storage, bus }: { storage: Storage; bus: Bus | null },
  log: Log,
): Promise<{ server: Server; address: Address }> {
  const waiting = await awaitStorage(storage, log);
  try {
    const topicClassifier = await loadClassifier(deployment, log);
    const server = createServer({ ...serverOptions(deployment), storage, log, topicClassifier, ...(bus && { bus }) });
    const address = await listen(server, deployment);
    const close = () => {
      waiting.stop();
      return server.close();
    };
    return { server: { ...server, close }, address };
  } catch (error) {
    waiting.stop();
    throw error;
  }
}

/** What each community has learnt, where its settings ask for it. */
async function loadClassifier({ settings, dataDir }: Deployment, log: Log): Promise<TopicClassifier> {
  const models = new Map<string, TopicModel>();
  for (const { settings: community } of settings.communities) {
    if (!community.classifier) continue;
    const model = await readModel(modelFile(dataDir, community.id)).catch((error: Error) => {
      const todo = `Train it again: entraide topics train --community ${community.id}`;
      throw new CliError(error.message, { todo, cause: error });
    });
    if (model) models.set(community.id, model);
    else log({ level: 'warn', event: 'classifier.untrained', community: community.id });
  }
  return createTopicClassifier(models);
}

function serverOptions({ settings, demo, static: folder }: Deployment) {
  const { origins, addressHeader, limits, notify } = settings.server;
  const communities = settings.communities.map(({ settings: own, ...served }) => ({ ...own, ...served }));
  return {
    communities,
    demo,
    limits,
    ...(folder !== undefined && { static: folder }),
    ...findBuilt('console', require.resolve('@entraide/console/package.json')),
    ...findBuilt('widget', require.resolve('@entraide/widget/package.json')),
    ...(origins && { origins }),
    ...(addressHeader && { addressHeader }),
    ...(notify && { notify }),
  };
}

/** What browsers load of a package, where it is built. */
function findBuilt<N extends string>(name: N, manifest: string): { [name in N]?: string } {
  const folder = path.join(path.dirname(manifest), 'dist/browser');
  return existsSync(folder) ? ({ [name]: folder } as { [name in N]: string }) : {};
}

async function listen(server: Server, { port, host }: Deployment): Promise<Address> {
  try {
    return await server.listen({ port, host });
  } catch (error) {
    await server.close();
    const { code, message } = error as NodeJS.ErrnoException;
    const taken = code === 'EADDRINUSE';
    throw new CliError(`unable to listen on ${host}:${port}; ${taken ? 'something else does' : message}`, {
      ...(taken && { todo: 'Choose another port with --port, or 0 for any free one.' }),
      cause: error,
    });
  }
}

/** What only the process that holds the file can do. */
const ownerTasks = (backup: (file: string) => void): OwnerTasks => ({
  backup({ file }) {
    backup(file);
    return file;
  },
});

function warnOfNoTokens({ settings }: Deployment, log: Log): void {
  for (const { settings: community, tokens = settings.server.tokens } of settings.communities) {
    if (!tokens) log({ level: 'warn', event: 'community.without_tokens', community: community.id });
  }
}

/** A demo is for one machine: nothing but `isOwnMachine` keeps strangers from a coach's token. */
function warnOfExposedDemo({ demo, host }: Deployment, log: Log): void {
  if (demo && host !== 'localhost' && !isLoopback(host)) log({ level: 'warn', event: 'demo.exposed', host });
}

/** The first signal drains; a second one is impatience. */
function untilToldToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isDraining = false;
    const stop = (signal: NodeJS.Signals) => {
      if (isDraining) process.exit(130);
      isDraining = true;
      resolve(signal);
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}
