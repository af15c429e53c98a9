import { parseArgs } from 'node:util';
import { positive } from '../positive.mjs';

import { targets } from './measure.mjs';

const names = targets.map(({ name }) => name);

export const help = `npm run bench:nodes -- [options]

Measures messages between 50 visitors on one node and 50 coaches on another: two Entraide servers on one PostgreSQL with a
bus between them, beside two Socket.IO servers with their Redis adapter and no storage, in interleaved rounds. Figures go to
standard output, progress to standard error.

  --rounds N       rounds to run (5; with --short 1)
  --seconds S      length of one measurement, of which there are three per target and round (2; with --short 1)
  --targets A,B    only these: ${names.join(', ')}
  --json FILE      also write the figures as JSON
  --short          a quick look, for CI; too short to compare anything
  --help           this text

PostgreSQL is looked for at DATABASE_URL, Redis at REDIS_URL, NATS at NATS_URL, or each at its usual port on this machine.
A target whose services don't answer fails the run.
`;

/** Throws with a message for people when an option is wrong. */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      targets: { type: 'string' },
      json: { type: 'string' },
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const chosen = values.targets?.split(',').map((name) => name.trim()) ?? names;
  const unknown = chosen.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`--targets names ${unknown.join(', ')}; there are ${names.join(', ')}`);
  return {
    rounds: positive('rounds', values.rounds ?? (values.short ? 1 : 5), { max: 100, isWhole: true }),
    seconds: positive('seconds', values.seconds ?? (values.short ? 1 : 2), { max: 60 }),
    targets: targets.filter(({ name }) => chosen.includes(name)),
    json: values.json,
    isHelp: values.help,
  };
}
