import { alignTable, type CoachPoints, replayRecognition } from '@entraide/core/whatif';
import { loadRecognition } from './load-recognition.js';
import { readRecording } from './read-recording.js';
import { need, type WhatifFlags, type WhatifHost, writeFigures } from './whatif-flags.js';

const told = ({ lifetime, pending }: CoachPoints) => `${lifetime}${pending > 0 ? ` + ${pending} pending` : ''}`;
const signed = (points: number) => (points > 0 ? `+${points}` : `${points}`);
const sum = ({ lifetime, pending }: CoachPoints) => lifetime + pending;

/** Who would gain or lose which points, had these rules been the community's from the beginning. */
export async function previewRecognition(host: WhatifHost, flags: WhatifFlags): Promise<boolean> {
  const { community, recognition: file = '' } = flags;
  const from = need(flags, 'from');
  const recognition = await loadRecognition(file);
  const { events } = await readRecording(from, { ...(community !== undefined && { community }) });
  const { coaches, inflation } = replayRecognition(events, { recognition });
  const rows = coaches.map(({ coachId, recorded, replayed }) => [
    coachId,
    told(recorded),
    told(replayed),
    signed(sum(replayed) - sum(recorded)),
  ]);
  const lines = [
    alignTable([['coach', 'now', 'then', 'change'], ...rows]),
    inflation === null
      ? 'inflation: no points were given so far'
      : `inflation: ${inflation.toFixed(2)} points for each point of now`,
  ];
  host.stdout.write(`${lines.join('\n')}\n`);
  await writeFigures(flags, { from, recognition: recognition.version, coaches, inflation });
  return true;
}
