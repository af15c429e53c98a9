import { Command } from 'commander';
import { replayCommand } from '../replay/replay-command.js';
import { whatifCommand } from '../whatif/whatif-command.js';
import { backupCommand } from './backup.js';
import { doctorCommand } from './doctor.js';
import { migrateCommand } from './migrate.js';
import { exportCommand, importCommand } from './move.js';
import { serveCommand } from './serve.js';
import { tokenCommand } from './token.js';
import { topicsCommand } from './topics.js';

/** The `entraide` command with all its parts. */
export function createProgram(version: string): Command {
  const program = new Command('entraide')
    .description('Community peer-support chat: the server, and what its operator needs.')
    .version(version)
    .option('--verbose', 'print the stack of an error')
    .addHelpText(
      'after',
      `
Examples:
  entraide serve --demo
  entraide token --community demo --kind coach --id camille
  entraide doctor

Flags win over PORT, ENTRAIDE_DATA, DATABASE_URL, BUS_URL and ENTRAIDE_SECRET, which win over the settings file.`,
    );
  for (const command of [
    serveCommand(),
    migrateCommand(),
    backupCommand(),
    exportCommand(),
    importCommand(),
    tokenCommand(),
    replayCommand(),
    topicsCommand(),
    whatifCommand(),
    doctorCommand(),
  ]) {
    program.addCommand(command);
  }
  return program;
}
