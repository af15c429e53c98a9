import { coachFactsOf } from '../coach/coach-facts.js';
import { intentAt } from '../coach/evolve.js';
import type { SlotBounds } from '../coach/slots-max.js';
import type { CoachState } from '../coach/types.js';
import type { CoachFacts } from '../matching/types.js';
import type { FoundRow, Storage } from '../ports/storage.js';

const offDutyMax = 5_000;

/** Coaches of the community, as stored, with what matching knows of those who may be pinged; null for the others. */
export async function findOffDuty(
  storage: Storage,
  community: string,
  { now, bounds }: { now: number; bounds: SlotBounds },
): Promise<{ coachId: string; facts: CoachFacts | null }[]> {
  const { rows } = await storage.find('coach', { community, where: { kind: 'coach' }, limit: offDutyMax });
  return rows.map((found) => ({ coachId: found.key, facts: reachable(found, now, bounds) }));
}

function reachable({ key, row }: FoundRow, now: number, bounds: SlotBounds): CoachFacts | null {
  if (!row) return null;
  const facts = coachFactsOf(key, row, { presence: 'reachable', ...bounds });
  if (row.suspendedAt) return null;
  const isWilling = intentAt(row as unknown as CoachState, now) === 'available' && facts.pingsPerDayMax > 0;
  return isWilling ? facts : null;
}
