import { Command } from 'commander';
import { renewEpoch } from '../storage/renew-epoch.js';
import { CliError } from './cli-error.js';
import { type Database, type Flags, resolveDeployment } from './deployment.js';
import { describeDatabase, openStorage, touchStorage } from './open-storage.js';
import { configOption, dataOption } from './options.js';

const withinMs = 60_000;

interface MigrateFlags extends Flags {
  restored?: boolean;
}

/** `entraide migrate`: what the server does when it starts, alone. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database to the state that this release needs')
    .option('--restored', 'the database comes from a backup: what clients remember of it is out of date')
    .addOption(configOption())
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Examples:
  DATABASE_URL=postgres://entraide@db/entraide entraide migrate
  entraide migrate --data /var/lib/entraide
  entraide migrate --restored

Run it as often as you like: what is there already stays. A server does the same when it starts.
After a restore run it with --restored, once, before the servers start.`,
    )
    .action(async (flags: MigrateFlags) => {
      const { database } = await resolveDeployment(flags, { env: process.env, cwd: process.cwd() });
      await migrate(database, flags.restored === true);
      console.error(`${describeDatabase(database)} is up to date${flags.restored ? ', and begins a new epoch' : ''}`);
    });
}

async function migrate(database: Database, isRestored: boolean): Promise<void> {
  const storage = openStorage(database);
  try {
    await touchStorage(storage, withinMs).finally(() => storage.close());
    if (isRestored) await renewEpoch(database);
  } catch (error) {
    throw new CliError(`unable to migrate ${describeDatabase(database)}; ${(error as Error).message}`, {
      todo: 'Check that the database runs and that DATABASE_URL names it.',
      cause: error,
    });
  }
}
