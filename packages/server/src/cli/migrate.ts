import { Command } from 'commander';
import { CliError } from './cli-error.js';
import { type Flags, resolveDeployment } from './deployment.js';
import { describeDatabase, openStorage, touchStorage } from './open-storage.js';
import { configOption, dataOption } from './options.js';

const withinMs = 60_000;

/** `entraide migrate`: what the server does when it starts, alone. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database to the state that this release needs')
    .addOption(configOption())
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Examples:
  DATABASE_URL=postgres://entraide@db/entraide entraide migrate
  entraide migrate --data /var/lib/entraide

Run it as often as you like: what is there already stays. A server does the same when it starts.`,
    )
    .action(async (flags: Flags) => {
      const { database } = await resolveDeployment(flags, { env: process.env, cwd: process.cwd() });
      const storage = openStorage(database);
      try {
        await touchStorage(storage, withinMs);
      } catch (error) {
        throw new CliError(`unable to migrate ${describeDatabase(database)}; ${(error as Error).message}`, {
          todo: 'Check that the database runs and that DATABASE_URL names it.',
          cause: error,
        });
      } finally {
        await storage.close();
      }
      console.error(`${describeDatabase(database)} is up to date`);
    });
}
