import { parseArgs } from 'node:util';
import { positive } from '../positive.mjs';

import { targets } from './measure.mjs';

export const help = `npm run bench:connections -- [options]

Measures what a connection costs a server in memory: one that does nothing, and one that asks for eight megabytes and reads
nothing. Entraide beside raw ws and Socket.IO, in interleaved rounds. Figures go to standard output, progress to standard error.

  --rounds N       rounds to run (3; with --short 1)
  --idle N         idle connections (4000; with --short 500)
  --stuck N        stuck connections (30; with --short 5)
  --json FILE      also write the figures as JSON
  --short          a quick look, for CI; too short to compare anything
  --help           this text
`;

/** Throws with a message for people when an option is wrong. */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string' },
      idle: { type: 'string' },
      stuck: { type: 'string' },
      json: { type: 'string' },
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { short } = values;
  return {
    rounds: positive('rounds', values.rounds ?? (short ? 1 : 3), { max: 100, isWhole: true }),
    idle: positive('idle', values.idle ?? (short ? 500 : 4_000), { max: 20_000, isWhole: true }),
    stuck: positive('stuck', values.stuck ?? (short ? 5 : 30), { max: 1_000, isWhole: true }),
    targets,
    json: values.json,
    isHelp: values.help,
  };
}
