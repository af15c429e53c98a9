import { coachStream, system } from '../engine/rooms.js';
import type { TopicTree } from '../expertise/types.js';
import { type MatchingPolicy, requirementAt } from '../matching/define-matching-policy.js';
import { rank } from '../matching/rank.js';
import type { RequestFacts } from '../matching/types.js';
import type { Candidates } from './candidates.js';
import type { MatcherParts } from './matcher.js';

/** Tells coaches who are away that somebody is looking for one, so that they can come while the question is written. */
export interface EarlyPing {
  /** Somebody looked, and found nobody or few. Never rejects. */
  seen(topic: string | null): Promise<void>;
}

interface EarlyPingOptions {
  community: string;
  /** How many are told, and how often at most. */
  settings: { size: number; everyMs: number };
  policy: MatchingPolicy;
  topics: TopicTree | null;
  candidates: Candidates;
  parts: MatcherParts;
}

/** The best of those who are away by the community's policy; quiet hours and budgets are the coaches' own to refuse by. */
export function createEarlyPing(options: EarlyPingOptions): EarlyPing {
  const { community, settings, policy, topics, candidates, parts } = options;
  const { engine, clock, ids, log, canNotify } = parts;
  let toldAt = Number.NEGATIVE_INFINITY;

  async function tell(topic: string | null): Promise<void> {
    const now = clock.now();
    await candidates.readOffDuty(now);
    const somebody = { conversationId: '', visitorId: '', locale: null, askedAt: now, later: false, knownCoachIds: [] };
    const request: RequestFacts = { ...somebody, topic };
    const context = { requirement: requirementAt(policy, 0, request), now, topics, isPing: true };
    let told = 0;
    for (const { coachId } of rank(policy, request, candidates.offDuty(), context)) {
      if (told === settings.size) return;
      const outcome = await engine.execute({
        community,
        // Two nodes that see the same rush tell a coach once.
        id: ids.digest(`early ping ${coachId} ${Math.floor(now / settings.everyMs)}`),
        actor: system,
        stream: coachStream(coachId),
        relation: 'self',
        body: { type: 'coach.ping', conversationId: null, kind: 'visitor_here' },
      });
      if ('result' in outcome) told += 1;
    }
  }

  return {
    async seen(topic) {
      if (!canNotify || settings.size === 0 || clock.now() - toldAt < settings.everyMs) return;
      toldAt = clock.now();
      await tell(topic).catch((error: unknown) => log({ level: 'warn', event: 'early_ping_failed', community, error }));
    },
  };
}
