/** How many coaches were there from a moment on, until the next fact. */
export interface PresenceFact {
  /** Unix milliseconds. */
  at: number;
  /** Connected, and not away. */
  coachesOnline: number;
  freeSlots: number;
}

export interface AvailabilityPolicy {
  /** Opens from this many coaches. */
  coachesMin: number;
  /** … who have been there this long. */
  opensAfterMs: number;
  /** Closes when there have been fewer for this long. */
  closesAfterMs: number;
}

export const availabilityDefaults: AvailabilityPolicy = { coachesMin: 1, opensAfterMs: 5_000, closesAfterMs: 30_000 };

export interface AvailabilityAnswer {
  open: boolean;
  reason: 'coaches_online' | 'closing_soon' | 'opening_soon' | 'no_coach';
  coachesOnline: number;
  freeSlots: number;
}

/**
 * Whether the window may open now. Pure over recent facts, so every node that knows the same facts gives the same
 * answer: it is open when, at some moment of the last `closesAfterMs`, enough coaches had been there for
 * `opensAfterMs`. That moment is the hysteresis; there is no other state.
 *
 * @param facts ascending by `at`; the last one still holds
 */
export function availabilityAt(
  facts: readonly PresenceFact[],
  policy: AvailabilityPolicy,
  now: number,
): AvailabilityAnswer {
  const last = facts.at(-1);
  const coachesOnline = last?.coachesOnline ?? 0;
  const freeSlots = last?.freeSlots ?? 0;
  const enough = coachesOnline >= policy.coachesMin;
  const open = wasSteady(facts, policy, now);
  if (open) return { open, reason: enough ? 'coaches_online' : 'closing_soon', coachesOnline, freeSlots };
  return { open, reason: enough ? 'opening_soon' : 'no_coach', coachesOnline, freeSlots };
}

function wasSteady(facts: readonly PresenceFact[], policy: AvailabilityPolicy, now: number): boolean {
  let since: number | null = null;
  for (const [index, fact] of facts.entries()) {
    const until = facts[index + 1]?.at ?? now;
    if (fact.coachesOnline < policy.coachesMin) {
      since = null;
      continue;
    }
    since ??= fact.at;
    const isRecent = until > now - policy.closesAfterMs || index === facts.length - 1;
    if (isRecent && until - since >= policy.opensAfterMs) return true;
  }
  return false;
}

/** Drops the facts that no answer from `now` on can rest on. */
export function recentFacts(
  facts: readonly PresenceFact[],
  policy: AvailabilityPolicy,
  now: number,
): readonly PresenceFact[] {
  const horizon = now - policy.opensAfterMs - policy.closesAfterMs;
  const firstInside = facts.findIndex(({ at }) => at > horizon);
  const keepFrom = (firstInside === -1 ? facts.length : firstInside) - 1;
  return keepFrom > 0 ? facts.slice(keepFrom) : facts;
}
