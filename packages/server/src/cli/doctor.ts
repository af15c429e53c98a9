import { Command } from 'commander';
import { CliError } from './cli-error.js';
import { type Flags, resolveDeployment } from './deployment.js';
import { checkBus } from './doctor-bus.js';
import {
  checkDatabase,
  checkNode,
  checkPort,
  checkSecret,
  checkSettings,
  checkTokens,
  type Finding,
} from './doctor-checks.js';
import { checkNotify } from './doctor-notify.js';
import { configOption, dataOption, demoOption, portOption } from './options.js';

/** `entraide doctor`: whether a server would start here, and what to do where it wouldn't. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check this machine, the settings and the database')
    .addOption(configOption())
    .addOption(portOption())
    .addOption(dataOption())
    .addOption(demoOption())
    .addHelpText(
      'after',
      `
Examples:
  entraide doctor
  DATABASE_URL=postgres://entraide@db/entraide entraide doctor --config entraide.config.ts

Ends with status 1 when a check fails. It changes nothing, but for making missing tables.`,
    )
    .action(async (flags: Flags) => {
      const findings = await examine(flags);
      console.log(table(findings));
      const failed = findings.filter(({ verdict }) => verdict === 'fail');
      if (failed.length > 0) {
        throw new CliError(`unable to call it healthy; ${failed.map(({ check }) => check).join(', ')} failed`);
      }
    });
}

async function examine(flags: Flags): Promise<Finding[]> {
  const node = checkNode(process.versions.node);
  try {
    const deployment = await resolveDeployment(flags, { env: process.env, cwd: process.cwd() });
    return [
      node,
      checkSettings(deployment),
      ...(await checkBus(deployment)),
      checkSecret(deployment),
      await checkTokens(deployment),
      ...(await checkNotify(deployment)),
      await checkDatabase(deployment),
      await checkPort(deployment),
    ];
  } catch (error) {
    const todo = error instanceof CliError ? error.todo : undefined;
    return [node, { check: 'settings', verdict: 'fail', found: (error as Error).message, ...(todo && { todo }) }];
  }
}

function table(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings
    .map(({ check, verdict, found, todo }) => {
      const line = `${verdict.padEnd(4)}  ${check.padEnd(width)}  ${found}`;
      return todo ? `${line}\n${' '.repeat(width + 8)}${todo}` : line;
    })
    .join('\n');
}
