import path from 'node:path';
import { parseArgs } from 'node:util';

export const help = `npm run simulate -- [options]

Lives whole worlds (nodes, storage, bus, clocks, clients) in one thread under virtual time, each from one seed, with
faults that the seed switches on and off, and holds what people noted and what is stored to every promise. Exits with 1
when one is broken. Stories go to standard output, progress to standard error.

  --seeds N        worlds to live (100)
  --seed S         the first one's seed; the next ones follow it (1)
  --storage FILE   a module whose createStorage({ clock, ids, views }) resolves a fresh, empty Storage for each world
                   (in memory)
  --threads N      worlds lived at the same time (1)
  --stories N      worlds whose story is told, of those that break a promise (3)
  --json FILE      also write the figures as JSON
  --help           this text
`;

function wholeNumber(name, text, min) {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < min) throw new Error(`--${name} must be a whole number from ${min} on`);
  return number;
}

/** Throws with a message for people when an option is wrong. */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      storage: { type: 'string' },
      threads: { type: 'string', default: '1' },
      stories: { type: 'string', default: '3' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    seeds: wholeNumber('seeds', values.seeds, 1),
    seed: wholeNumber('seed', values.seed, 0),
    storage: values.storage && path.resolve(values.storage),
    threads: wholeNumber('threads', values.threads, 1),
    stories: wholeNumber('stories', values.stories, 0),
    json: values.json,
    isHelp: values.help,
  };
}
