import { readFile } from 'node:fs/promises';
import { openBoardPolicy } from '@entraide/core';
import {
  compareOutcomes,
  createChance,
  defineVolunteerModel,
  formatComparison,
  playRuns,
  seedsOf,
  simulate,
  type VolunteerModel,
} from '@entraide/core/whatif';
import { CliError } from '../cli/cli-error.js';
import { gatherTraffic } from './gather-traffic.js';
import { loadCommunity } from './load-community.js';
import { loadPolicy } from './load-policy.js';
import { readRecording } from './read-recording.js';
import { need, tell, type WhatifFlags, type WhatifHost, writeFigures } from './whatif-flags.js';

const runsDefault = 10;

/** Two policies, one traffic, side by side. */
export async function comparePolicies(host: WhatifHost, flags: WhatifFlags): Promise<boolean> {
  const { seed, runs = runsDefault, coaches, limit, hours: hoursPerDay, community } = flags;
  const from = need(flags, 'from');
  const { topics, settings } = await loadCommunity(flags);
  const next = await loadPolicy(need(flags, 'policy'), topics);
  const old = flags.against === undefined ? openBoardPolicy : await loadPolicy(flags.against, topics);
  const model = await loadModel(flags.model, settings);
  const recording = await readRecording(from, { ...(community !== undefined && { community }) });
  const traffic = gatherTraffic(recording, {
    ...{ from, hoursPerDay, chance: createChance(seed).fork('coaches') },
    ...(coaches !== undefined && { coaches }),
    ...(limit !== undefined && { limit }),
  });
  const [before, after] = [old, next].map((policy) => {
    const play = (runSeed: string) => simulate({ traffic, policy, topics, model, seed: runSeed });
    return playRuns(seedsOf(seed, runs), { name: policy.name, play, told: tell(host) });
  });
  const comparison = compareOutcomes(before ?? [], after ?? []);
  const head = `${traffic.arrivals.length} questions, ${traffic.coaches.length} coaches, ${runs} runs of seed ${seed}`;
  host.stdout.write(`${head}\n\n${formatComparison(comparison, [old.name, next.name])}\n`);
  const policies = [old, next].map(({ name, version }) => ({ name, version }));
  await writeFigures(flags, { from, seed, runs, model, policies, comparison, outcomes: { before, after } });
  return true;
}

/** What the settings say goes before the model's defaults, and the file before both. */
async function loadModel(file: string | undefined, settings: Partial<VolunteerModel>): Promise<VolunteerModel> {
  if (file === undefined) return defineVolunteerModel(settings);
  try {
    return defineVolunteerModel({ ...settings, ...JSON.parse(await readFile(file, 'utf8')) });
  } catch (error) {
    throw new CliError(`unable to read the volunteer model in ${file}; ${(error as Error).message}`, { cause: error });
  }
}
