import { type DifferentDecision, replayDecisions } from '@entraide/core/whatif';
import { loadCommunity } from './load-community.js';
import { loadPolicy } from './load-policy.js';
import { readRecording } from './read-recording.js';
import { need, type WhatifFlags, type WhatifHost, writeFigures } from './whatif-flags.js';

/** Of the different ones; all stand in the JSON file. */
const listedMax = 20;

/** Every recorded decision, decided again. */
export async function verifyDecisions(host: WhatifHost, flags: WhatifFlags): Promise<boolean> {
  const { community } = flags;
  const from = need(flags, 'from');
  const { topics } = await loadCommunity(flags);
  const policy = await loadPolicy(need(flags, 'policy'), topics);
  const { events } = await readRecording(from, { ...(community !== undefined && { community }) });
  const { decisions, different } = replayDecisions(events, { policy, topics });
  const lines = [
    `${decisions} decisions, ${decisions - different.length} the same byte for byte, ${different.length} different`,
    ...different.slice(0, listedMax).map(tellDifferent),
    ...(different.length > listedMax ? [`  … and ${different.length - listedMax} more`] : []),
  ];
  host.stdout.write(`${lines.join('\n')}\n`);
  await writeFigures(flags, { from, policy: { name: policy.name, version: policy.version }, decisions, different });
  return different.length === 0;
}

const tellDifferent = ({ conversationId, wave, fields, recorded }: DifferentDecision) =>
  `  conversation ${conversationId}, wave ${wave}, by ${recorded.policy.name} ${recorded.policy.version}: ${fields.join(', ')}`;
