import path from 'node:path';
import { Command } from 'commander';
import Libsql from 'libsql';
import { backupSqlite } from '../storage/backup-sqlite.js';
import type { SqliteHandle } from '../storage/sqlite-handle.js';
import { lockSqliteFile } from '../storage/sqlite-lock.js';
import { CliError } from './cli-error.js';
import { type Flags, resolveDeployment } from './deployment.js';
import { configOption, dataOption } from './options.js';
import { askOwner } from './owner-socket.js';

/** `entraide backup`: a copy of the embedded database, while its server runs or not. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('copy the embedded database into a file, while its server runs')
    .argument('<file>', 'must not be there yet')
    .addOption(configOption())
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Examples:
  entraide backup /backups/entraide-monday.db

To restore: stop the server, put the file in place of entraide.db in the data folder, run entraide migrate --restored,
start the server. For PostgreSQL use its own tools (pg_dump, or a base backup with its log).`,
    )
    .action(async (file: string, flags: Flags) => {
      const { database, dataDir } = await resolveDeployment(flags, { env: process.env, cwd: process.cwd() });
      if (database.kind !== 'sqlite')
        throw new CliError('unable to back up PostgreSQL', { todo: 'Use pg_dump, or entraide export.' });
      const target = path.resolve(file);
      try {
        if ((await askOwner(dataDir, 'backup', { file: target })) === null) backUpAlone(database.file, target);
      } catch (error) {
        const { message } = error as Error;
        throw new CliError(message.startsWith('unable to ') ? message : `unable to back up; ${message}`, {
          cause: error,
        });
      }
      console.error(`the database of ${dataDir} is in ${target}`);
    });
}

function backUpAlone(source: string, target: string): void {
  const unlock = lockSqliteFile(source);
  try {
    const handle = new Libsql(source, { fileMustExist: true } as never) as unknown as SqliteHandle;
    backupSqlite(handle, target);
    handle.close();
  } finally {
    unlock();
  }
}
