import path from 'node:path';
import { views } from '@entraide/core';
import { Command } from 'commander';
import { exportDatabase, importDatabase, type MoveOptions } from '../storage/move-database.js';
import type { DatabasePlace } from '../storage/open-database.js';
import { CliError } from './cli-error.js';
import { type Database, type Flags, resolveDeployment } from './deployment.js';
import { describeDatabase, openStorage, touchStorage } from './open-storage.js';
import { configOption, dataOption } from './options.js';

const withinMs = 60_000;

/** `entraide export`: all that a database holds, in one file. */
export function exportCommand(): Command {
  return new Command('export')
    .description('write all that the database holds into a file')
    .argument('<file>', 'gzipped lines of JSON; its folder must be there')
    .addOption(configOption())
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Examples:
  entraide export entraide.jsonl.gz                                # the SQLite file of .entraide; stop its server first
  DATABASE_URL=postgres://… entraide export entraide.jsonl.gz      # of one moment, while servers run

To move to PostgreSQL: stop the server, export, then DATABASE_URL=… entraide import the file.`,
    )
    .action((file: string, flags: Flags) => move('export', exportDatabase, file, flags));
}

/** `entraide import`: the same file into an empty database. */
export function importCommand(): Command {
  return new Command('import')
    .description('read an exported file into an empty database')
    .argument('<file>', 'what entraide export wrote')
    .addOption(configOption())
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Examples:
  DATABASE_URL=postgres://entraide@db/entraide entraide import entraide.jsonl.gz

All of it or nothing; a database that holds events already is refused. It has an epoch of its own, so clients begin with
a snapshot. Start the servers afterwards.`,
    )
    .action((file: string, flags: Flags) => move('import', importDatabase, file, flags));
}

async function move(
  name: 'export' | 'import',
  run: (options: MoveOptions) => Promise<number>,
  file: string,
  flags: Flags,
): Promise<void> {
  const { database } = await resolveDeployment(flags, { env: process.env, cwd: process.cwd() });
  try {
    const storage = openStorage(database);
    // The tables are there, and of this release.
    await touchStorage(storage, withinMs).finally(() => storage.close());
    const rows = await run({
      place: placeOf(database),
      file: path.resolve(file),
      views: views.map((view) => view.name),
      progress: (count) => process.stderr.isTTY && process.stderr.write(`\r${count} rows`),
    });
    if (process.stderr.isTTY) process.stderr.write('\r');
    console.error(
      `${rows} rows ${name === 'export' ? `of ${describeDatabase(database)} are in` : 'came from'} ${file}`,
    );
  } catch (error) {
    if (error instanceof CliError) throw error;
    const { message } = error as Error;
    throw new CliError(message.startsWith('unable to ') ? message : `unable to ${name} ${file}; ${message}`, {
      cause: error,
    });
  }
}

const placeOf = (database: Database): DatabasePlace =>
  database.kind === 'sqlite' ? { file: database.file } : { url: database.url };
