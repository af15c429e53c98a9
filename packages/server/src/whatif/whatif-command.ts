import { Command, InvalidArgumentError, Option } from 'commander';
import { comparePolicies } from './compare-policies.js';
import { playScenario } from './play-scenario.js';
import { previewRecognition } from './preview-recognition.js';
import { verifyDecisions } from './verify-decisions.js';
import type { WhatifFlags, WhatifHost } from './whatif-flags.js';

const howTo = `
Plays who came and who was there under a policy, with the matching code of production and a model of volunteers, and
prints what would have come of it. With --against, or else next to an open board, both are printed side by side: means
and 95 % intervals over the runs, and a star where the difference is none of chance. Both meet the same visitors and
the same moods, so differences are narrower than the figures.

--from is a data folder of a server that is stopped, a postgres:// URL, or a file of JSON Lines, gzipped where its name
ends in .gz. A line is one of:
  {"kind": "arrival", "at": 1704100000000, "visitor"?, "topic"?, "locale"?, "later"?, "patienceMs"?, "serviceMs"?}
  {"kind": "coach", "id": "ben", "locales"?, "expertise"?: [{"topic", "level"}], "capacity"?, "shifts": [{"from", "to"}]}
  {"stream": "conversation/…", "type": "conversation.asked", "at", "by", "data"}    an event of a server's log
  {"t": 1704100000, "topic"?, "locale"?, "visitor"?}                                 a question, t in seconds
Where nobody says who was there, --coaches makes them up.

--policy is a module whose default export is a policy or its options, or the same as JSON. --model is JSON with parameters
of the volunteer model that you know better; docs/guides/whatif.md lists them with their sources.

Examples:
  entraide whatif --policy new.js --against old.js --from .entraide
  entraide whatif --policy new.json --from questions.jsonl.gz --coaches 40 --runs 20 --json figures.json
  entraide whatif --verify --policy current.js --from .entraide
  entraide whatif --recognition new.js --from .entraide
  entraide whatif --scenario fair-share
  entraide whatif --scenario erlang

--recognition plays the log under other rules for points, by the code that gives them, and prints what each coach would
have, and the inflation: all points then for all points now.

--verify decides every decision of the log again, on the facts that it recorded; the exit status is 0 only when each is
the same, byte for byte. --scenario fails where what it is there to show doesn't show: an interval of 95 % is wrong one
time in twenty. The scenario erlang plays a hundred months, which takes some minutes; --runs 5 is a quarter of that.`;

/** `entraide whatif`: what another matching policy would have done with the same people. */
export function whatifCommand(host: WhatifHost = process): Command {
  return new Command('whatif')
    .description('play recorded traffic under another matching policy')
    .option('--policy <file>', 'the policy, as a module or JSON')
    .option('--against <file>', 'the policy to compare it with (default: an open board)')
    .option('--from <source>', 'recorded traffic: a data folder, a postgres:// URL or a JSON Lines file')
    .option('--community <id>', 'the community, where the traffic is of several')
    .option('--config <file>', 'settings file with the topics of the community (default: any word is a topic)')
    .option('--model <file>', 'parameters of the volunteer model, as JSON')
    .option('--coaches <number>', 'make up so many coaches, in the place of those recorded', count)
    .option('--hours <number>', 'hours a day that each of them is there, in the mean', hours, 4)
    .option('--limit <number>', 'play only the first arrivals', count)
    .option('--seed <number>', 'names the luck: the same seed, the same figures', seed, 1)
    .option('--runs <number>', 'runs, each under a seed of its own (default: 10, of --scenario 20)', count)
    .option('--json <file>', 'write the figures there')
    .addOption(
      new Option('--scenario <name>', 'play a scenario that needs no traffic').choices(['erlang', 'fair-share']),
    )
    .option('--verify', 'decide the recorded decisions again, and compare')
    .option('--recognition <file>', 'rules for points: who would gain or lose what by them')
    .addHelpText('after', howTo)
    .action((flags: WhatifFlags) => run(host, flags));
}

async function run(host: WhatifHost, flags: WhatifFlags): Promise<void> {
  const play = playOf(flags);
  const isWell = await play(host, flags);
  if (!isWell) host.exitCode = 1;
}

function playOf({ scenario, verify, recognition }: WhatifFlags) {
  if (scenario) return playScenario;
  if (recognition !== undefined) return previewRecognition;
  return verify ? verifyDecisions : comparePolicies;
}

function count(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1.');
}

function hours(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && number > 0 && number <= 24) return number;
  throw new InvalidArgumentError('It must be a number above 0 and up to 24.');
}

function seed(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0.');
}
