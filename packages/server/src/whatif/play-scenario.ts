import {
  erlangTable,
  fairShareTable,
  playErlangScenario,
  playFairShareScenario,
  weekProfileOf,
} from '@entraide/core/whatif';
import { readRecording } from './read-recording.js';
import { tell, type WhatifFlags, type WhatifHost, writeFigures } from './whatif-flags.js';

const runsDefault = 20;

/** A scenario that shows something known: false where it doesn't show. */
export async function playScenario(host: WhatifHost, flags: WhatifFlags): Promise<boolean> {
  const { seed, runs = runsDefault, scenario, from } = flags;
  const told = tell(host);
  if (scenario === 'fair-share') {
    const played = playFairShareScenario({ seed, runs, told });
    host.stdout.write(`${fairShareTable(played)}\n`);
    await writeFigures(flags, { scenario, seed, runs, ...played });
    return played.isFairer && played.isHarmless;
  }
  const profile = from === undefined ? {} : { profile: weekProfileOf((await readRecording(from)).arrivals) };
  const played = playErlangScenario({ seed, runs, told, ...profile });
  host.stdout.write(`${erlangTable(played)}\n`);
  await writeFigures(flags, { scenario, seed, runs, ...played });
  return played.agrees;
}
