import { parseArgs } from 'node:util';
import { positive } from '../positive.mjs';

export const targetNames = ['raw-insert', 'raw-batch', 'entraide-memory', 'entraide-sqlite', 'entraide-postgres'];

export const help = `npm run bench:ledger -- [options]

Measures how many transfers of points are stored a second: Entraide's engine, which decides each and stores it once and for
all beside its command's id and the deadline of its settlement, and the bare insert of one row into PostgreSQL, in
interleaved rounds. Figures go to standard output, progress to standard error.

  --rounds N       rounds to run (5; with --short 1)
  --seconds S      length of one measurement (2; with --short 0.3)
  --callers N      callers of Entraide, each of whom waits for one answer (256); raw-insert has 32
  --coaches N      whose points they are (2000; with --short 200)
  --targets A,B    only these: ${targetNames.join(', ')}
  --json FILE      also write the figures as JSON
  --short          a quick look, for CI; too short to compare anything
  --help           this text

raw-insert: 32 connections, each with one row and one transaction at a time. raw-batch: 256 rows in a statement.
PostgreSQL is looked for at DATABASE_URL, or at 127.0.0.1:5432; the role must be allowed to create databases. Targets
that need it are left out when it doesn't answer; with ENTRAIDE_REQUIRE_SERVICES=1 that fails the run.
`;

/** Throws with a message for people when an option is wrong. */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      callers: { type: 'string', default: '256' },
      coaches: { type: 'string' },
      targets: { type: 'string' },
      json: { type: 'string' },
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const targets = values.targets?.split(',').map((name) => name.trim()) ?? targetNames;
  const unknown = targets.filter((name) => !targetNames.includes(name));
  if (unknown.length > 0) throw new Error(`--targets names ${unknown.join(', ')}; there are ${targetNames.join(', ')}`);
  const { short } = values;
  return {
    rounds: Math.round(positive('rounds', values.rounds ?? (short ? '1' : '5'), { max: 100 })),
    seconds: positive('seconds', values.seconds ?? (short ? '0.3' : '2'), { max: 600 }),
    callers: Math.round(positive('callers', values.callers, { max: 100_000 })),
    coaches: Math.round(positive('coaches', values.coaches ?? (short ? '200' : '2000'), { max: 1_000_000 })),
    targets,
    json: values.json,
    isHelp: values.help,
  };
}
