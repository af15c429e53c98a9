import { parseArgs } from 'node:util';
import { positive } from '../positive.mjs';

export const help = `npm run bench:matching -- [options]

Measures how many requests a second are matched among ever more coaches, by Entraide's index and by the naive filter, map
and sort of the same checks and scores, in interleaved rounds of one process. Each match is decided, accepted, folded and
serialised, and takes effect before the next. Figures go to standard output, progress to standard error.

  --rounds N       rounds to run (7; with --short 2)
  --seconds S      processor time of one measurement (0.4; with --short 0.1)
  --coaches A,B    how many coaches there are (100,1000,10000,100000)
  --json FILE      also write the figures as JSON
  --short          a quick look; too short to compare anything
  --help           this text
`;

/** Coaches of the topics that are asked about, in the series with the same number of eligible ones. */
export const fitting = 1_000;

/** Throws with a message for people when an option is wrong. */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      coaches: { type: 'string' },
      json: { type: 'string' },
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const sizes = (values.coaches ?? '100,1000,10000,100000').split(',');
  return {
    rounds: positive('rounds', values.rounds ?? (values.short ? 2 : 7), { max: 100, isWhole: true }),
    seconds: positive('seconds', values.seconds ?? (values.short ? 0.1 : 0.4), { max: 60 }),
    sizes: sizes.map((size) => positive('coaches', size, { max: 1_000_000, isWhole: true })),
    json: values.json,
    isHelp: values.help,
  };
}
