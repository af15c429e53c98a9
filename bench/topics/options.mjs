import path from 'node:path';
import { parseArgs } from 'node:util';
import { sets } from './sets.mjs';

const names = sets.map(({ name }) => name);

export const help = `npm run bench:topics -- [options]

Measures how well the built-in topic classifier tells what questions are about: it learns four fifths of each labelled
set and guesses the rest, once for each seed. The table goes to standard output, progress to standard error.

  --rounds N           splits, with the seeds 1 to N (3; with --short 1)
  --sets A,B           only these: ${names.join(', ')}
  --confidence-min C   guesses that are less sure are none (0.4, as in the settings)
  --data DIR           folder of the labelled sets (../shared/data beside the checkout)
  --json FILE          also write the figures as JSON
  --short              one split
  --help               this text

Without the folder nothing is measured, and the status is 0.
`;

/** Throws with a message for people when an option is wrong. */
export function parseOptions(args, root) {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string' },
      sets: { type: 'string' },
      'confidence-min': { type: 'string', default: '0.4' },
      data: { type: 'string', default: path.resolve(root, '../shared/data') },
      json: { type: 'string' },
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const chosen = values.sets?.split(',').map((name) => name.trim()) ?? names;
  const unknown = chosen.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`--sets names ${unknown.join(', ')}; there are ${names.join(', ')}`);
  const rounds = Number(values.rounds ?? (values.short ? 1 : 3));
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) throw new Error('--rounds must be from 1 to 100');
  const confidenceMin = Number(values['confidence-min'] || Number.NaN);
  if (!(confidenceMin >= 0 && confidenceMin <= 1)) throw new Error('--confidence-min must be from 0 to 1');
  return {
    rounds,
    confidenceMin,
    sets: sets.filter(({ name }) => chosen.includes(name)),
    data: values.data,
    json: values.json,
    isHelp: values.help,
  };
}
