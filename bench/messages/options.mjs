import { parseArgs } from 'node:util';
import { positive } from '../positive.mjs';
import { targets } from './targets.mjs';

const names = targets.map(({ name }) => name);

export const help = `npm run bench:messages -- [options]

Measures messages between 50 visitors and 50 coaches over sockets on this machine: Entraide beside baseline servers,
in interleaved rounds. Figures go to standard output, progress to standard error.

  --rounds N       rounds to run (7; with --short 2)
  --seconds S      length of one measurement, of which there are three per target and round (2; with --short 1)
  --targets A,B    only these: ${names.slice(0, 4).join(', ')},
                   ${names.slice(4).join(', ')}
  --json FILE      also write the figures as JSON
  --short          a quick look, for CI; too short to compare anything
  --help           this text

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
    rounds: positive('rounds', values.rounds ?? (values.short ? 2 : 7), { max: 100, isWhole: true }),
    seconds: positive('seconds', values.seconds ?? (values.short ? 1 : 2), { max: 60 }),
    targets: targets.filter(({ name }) => chosen.includes(name)),
    json: values.json,
    isHelp: values.help,
  };
}
