import type { BackstageState } from '../backstage/types.js';
import type { ConversationState } from '../conversation/types.js';
import type { Engine } from '../engine/create-engine.js';
import { backstageStream, coachStream, conversationStream, system } from '../engine/rooms.js';
import type { TopicTree } from '../expertise/types.js';
import { decideMatch } from '../matching/decide-match.js';
import type { MatchingPolicy } from '../matching/define-matching-policy.js';
import type { MatchDecision, MatchState, Offer, RequestFacts } from '../matching/types.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { FoundRow, Row, Storage } from '../ports/storage.js';
import type { Candidates } from './candidates.js';
import { createLookQueue } from './look-queue.js';
import { findKnownCoaches, requestFactsOf } from './request-facts.js';
import type { RequestRows } from './request-table.js';
import type { NodeLogEntry } from './types.js';

/**
 * Offers requests to coaches, on this node and for one community. It looks at a request when one of four facts says so
 * (it began to wait, a slot came free, a coach appeared, its time has come), oldest first and one at a time; a sweep
 * finds what was missed. What it decides is a command like any other, so two matchers at once do no harm.
 */
export interface Matcher {
  /** Requests began or ended to wait: here, where they are looked at at once, or on another node. */
  requestsChanged(rows: RequestRows, where: 'here' | 'elsewhere'): void;
  /** A coach may take more than before, or nothing any more. */
  coachChanged(): void;
  /** The time of these has come. */
  due(conversationIds: readonly string[]): void;
  /**
   * Looks again where a look came to nothing, and now and then at everything: time changes coaches too.
   *
   * @param isHolder whether this node is the one that looks at what others wrote, and at what nobody wrote
   */
  tick(isHolder: boolean): void;
  /** Reads what waits, the oldest first, and begins with it. Rejects when the storage doesn't answer. */
  begin(): Promise<readonly FoundRow[]>;
  /** Stops looking; what is under way ends. */
  close(): Promise<void>;
}

/** What it works with. */
export interface MatcherParts {
  engine: Engine;
  storage: Storage;
  clock: Clock;
  ids: Ids;
  log: (entry: NodeLogEntry) => void;
  /** Whether somebody would tell those who are away. */
  canNotify: boolean;
}

interface MatcherOptions {
  community: string;
  policy: MatchingPolicy;
  /** Null where the community declares none. */
  topics: TopicTree | null;
  parts: MatcherParts;
  candidates: Candidates;
  /** The coach let an offer pass. */
  missed: (coachId: string) => void;
}

/** Requests that are read when a node begins; what is over it comes with its deadline or its next change. */
const beginMax = 10_000;

/** How often everything that waits is looked at again, and how much of it at once; the next sweep goes on from there. */
const sweepEveryMs = 10_000;
const sweepMax = 200;

export function createMatcher(options: MatcherOptions): Matcher {
  const { community, policy, parts, candidates } = options;
  /** Whether a free slot may change who sees what: on a board it doesn't. */
  const isChoosy = policy.plans.some(({ dispatch }) => dispatch.part !== 'openBoard');
  const waiting = new Map<string, { askedAt: number; declines: number }>();
  const lapses = createLapses(options.missed);
  let sweepAt = parts.clock.now() + sweepEveryMs;
  // Alone until it is told that it isn't.
  let isHolder = true;
  const { queue, again } = createLooks(options);
  const lookAt = (conversationId: string) => queue.add(conversationId, waiting.get(conversationId)?.askedAt ?? 0);

  const lookAtAll = () => {
    if (isChoosy && isHolder) for (const conversationId of waiting.keys()) lookAt(conversationId);
  };

  const requestsChanged: Matcher['requestsChanged'] = ({ requests, matches }, where) => {
    const look = where === 'here' || isHolder ? lookAt : () => undefined;
    let isFreed = false;
    for (const { key, row } of matches) {
      isFreed = candidates.reserve(key, row) || isFreed;
      // Of offers that another node's matcher made to coaches of this one.
      if (where === 'elsewhere') lapses.found(key, row);
      const declines = (row?.excluded as string[] | undefined)?.length ?? 0;
      const known = waiting.get(key);
      if (!known || declines === known.declines) continue;
      // A decline makes room at once.
      known.declines = declines;
      look(key);
    }
    for (const { key, row } of requests) {
      if (row?.status === 'waiting') {
        waiting.set(key, { declines: 0, ...waiting.get(key), askedAt: Number(row.askedAt) });
        look(key);
      } else {
        waiting.delete(key);
        lapses.forget(key);
        isFreed = candidates.reserve(key, null) || isFreed;
      }
    }
    // The slot that was kept for one request is there for the others.
    if (isFreed) lookAtAll();
  };

  return {
    requestsChanged,
    coachChanged: lookAtAll,
    due: (conversationIds) => conversationIds.forEach(lookAt),
    tick(holds) {
      // Whoever held it before may have ended in the midst of it.
      if (holds && !isHolder) for (const conversationId of waiting.keys()) lookAt(conversationId);
      isHolder = holds;
      for (const conversationId of again) lookAt(conversationId);
      if (!isChoosy || !isHolder || parts.clock.now() < sweepAt) return;
      sweepAt = parts.clock.now() + sweepEveryMs;
      for (const conversationId of takeTurn(waiting, sweepMax)) lookAt(conversationId);
    },
    async begin() {
      const query = { community, where: { status: 'waiting' }, orderBy: 'askedAt', limit: beginMax };
      const { rows: requests } = await parts.storage.find('conversation', query);
      const keys = requests.map(({ key }) => key);
      const { rows: matches } =
        keys.length === 0 ? { rows: [] } : await parts.storage.find('match', { community, keys, limit: beginMax });
      requestsChanged({ requests, matches }, 'elsewhere');
      return requests;
    },
    close: () => queue.close(),
  };
}

/** Offers that were let pass, each told once. */
function createLapses(missed: (coachId: string) => void) {
  const known = new Map<string, Set<string>>();
  return {
    found(conversationId: string, row: Row | null): void {
      for (const [coachId, { status, offeredAt }] of Object.entries((row?.offers ?? {}) as Record<string, Offer>)) {
        const told = known.get(conversationId) ?? new Set();
        const offer = `${coachId} ${offeredAt}`;
        if (status !== 'lapsed' || told.has(offer)) continue;
        known.set(conversationId, told.add(offer));
        missed(coachId);
      }
    },
    forget: (conversationId: string) => void known.delete(conversationId),
  };
}

/** The first keys of a map, which go to its end. */
function takeTurn<T>(map: Map<string, T>, max: number): string[] {
  const first = [...map].slice(0, max);
  for (const [key, value] of first) {
    map.delete(key);
    map.set(key, value);
  }
  return first.map(([key]) => key);
}

/** The looks to come, and the requests whose last one came to nothing. */
function createLooks(options: MatcherOptions) {
  const { community, parts } = options;
  const again = new Set<string>();
  let isFailing = false;
  const queue = createLookQueue({
    async look(conversationId) {
      again.add(conversationId);
      if (await look(options, conversationId)) again.delete(conversationId);
      isFailing = false;
    },
    failed(error) {
      // Once an outage: it fails again each second, for each request, until the storage answers.
      if (!isFailing) parts.log({ level: 'warn', event: 'matching_failed', community, error });
      isFailing = true;
    },
  });
  return { queue, again };
}

/** Looks at one request: decides, and carries out what was decided. False where it must be looked at again. */
async function look(options: MatcherOptions, conversationId: string): Promise<boolean> {
  const { community, policy, topics, parts, candidates, missed } = options;
  const found = await readRequest(options, conversationId);
  if (!found) return true;
  const now = parts.clock.now();
  if (parts.canNotify && policy.plans.some(({ ping }) => ping !== null)) await candidates.readOffDuty(now);
  const { index } = candidates;
  const { decision } = decideMatch({ policy, topics, request: found.request, state: found.match, index, now });
  if (!decision) return true;
  const outcome = await parts.engine.execute({
    community,
    id: parts.ids.digest(`offer ${conversationId} ${decision.wave}`),
    actor: system,
    stream: backstageStream(conversationId),
    relation: 'self',
    body: { type: 'offer.make', decision },
  });
  // Somebody took it meanwhile, or another matcher decided first, perhaps with other coaches; or it isn't known.
  if ('refused' in outcome) return false;
  for (const coachId of decision.offered) candidates.offered(coachId, now);
  for (const coachId of decision.lapsed) missed(coachId);
  await Promise.all(decision.pinged.map((coachId) => ping({ community, parts }, coachId, decision)));
  return true;
}

/** Parts of a policy for which it matters whom the visitor knows; a community's own may ask for anything. */
const asksForKnown = ['returningPair', 'scoreBy', 'onlyIf'];

async function readRequest(
  { community, policy, parts: { engine, storage, clock } }: MatcherOptions,
  conversationId: string,
): Promise<{ request: RequestFacts; match: MatchState } | null> {
  const { streams } = await engine.read(community, [
    conversationStream(conversationId),
    backstageStream(conversationId),
  ]);
  const [conversation, { match }] = streams.map(({ state }) => state) as [ConversationState, BackstageState];
  if (conversation.summary.status !== 'waiting') return null;
  // It is somebody's alone for a while; the end of that is a change of the request.
  const until = conversation.firstRight?.until ?? null;
  if (until !== null && clock.now() < until) return null;
  const asks = [...policy.scoring, ...policy.eligibility].some(({ part }) => asksForKnown.includes(part));
  const knownCoachIds = asks ? await findKnownCoaches(storage, community, conversation.visitorId) : [];
  return { request: requestFactsOf(conversationId, conversation, knownCoachIds), match };
}

/** Tells a coach who is away. One who has had enough for today, or sleeps, says no: that is all right. */
const ping = (
  { community, parts }: Pick<MatcherOptions, 'community' | 'parts'>,
  coachId: string,
  { request: { conversationId } }: MatchDecision,
) =>
  parts.engine.execute({
    community,
    id: parts.ids.digest(`ping ${conversationId} ${coachId}`),
    actor: system,
    stream: coachStream(coachId),
    relation: 'self',
    body: { type: 'coach.ping', conversationId, kind: 'request_waiting' },
  });
