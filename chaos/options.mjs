import { parseArgs } from 'node:util';
import { rows } from './rows.mjs';

const names = rows.map(({ name }) => name);

export const help = `npm run chaos -- [options]

Kills real processes under load, cuts real connections, and holds what people noted to what is stored, by the simulator's
checker. Servers are its own, on free ports of the loopback interface, in a temporary folder; all are ended by their pid.
One line for each row on standard output, progress on standard error; exit status 1 where any promise was broken.

  --rows A,B       only these: ${names.slice(0, 6).join(', ')},
                   ${names.slice(6).join(', ')}
  --count N        so many of whatever a row counts, instead of its own number
  --short          the short form, for CI
  --json FILE      also write the figures as JSON
  --help           this text

Needs a build (npm run build). A row whose servers aren't installed says so; with ENTRAIDE_REQUIRE_SERVICES=1 that
fails the run.
`;

/** Throws with a message for people when an option is wrong. */
export function parseOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: 'string' },
      count: { type: 'string' },
      short: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const form = values.short ? 'short' : 'full';
  const chosen = values.rows?.split(',').map((name) => name.trim());
  const unknown = chosen?.filter((name) => !names.includes(name)) ?? [];
  if (unknown.length > 0) throw new Error(`--rows names ${unknown.join(', ')}; there are ${names.join(', ')}`);
  const count = values.count === undefined ? undefined : Number(values.count);
  if (count !== undefined && !(Number.isInteger(count) && count > 0))
    throw new Error('--count must be a whole number, 1 or more');
  return {
    rows: rows
      .filter(({ name, counts }) => (chosen ? chosen.includes(name) : counts[form]))
      .map((row) => ({ ...row, count: count ?? row.counts[form] ?? row.counts.full })),
    json: values.json,
    isHelp: values.help,
  };
}
