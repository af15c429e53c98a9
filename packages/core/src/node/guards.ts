import type { GuardedNote } from '../backstage/guarded.js';
import { emptyReviews, type Review, type ReviewsState } from '../care/reviews.js';
import type { Engine } from '../engine/create-engine.js';
import { careStream, recognitionStream, system } from '../engine/rooms.js';
import type { Ids } from '../ports/ids.js';
import type { Storage } from '../ports/storage.js';
import { isGuarded, type Recognition } from '../recognition/define-recognition.js';
import { isSampled } from '../recognition/grades.js';
import { groupBy } from '../recognition/group-by.js';
import type { GuardedConversation, GuardFacts, Signal } from '../recognition/guard-facts.js';
import { signalsOf } from '../recognition/guards.js';
import type { RecognisedCoach } from '../recognition/recognised-coach.js';
import { createOrigins, type Origins } from './origins.js';

/** Looks for made-up thanks, and has what is found held for a manager. */
export interface Guards {
  /** Something that guards look at was written. */
  changed(): void;
  /** Looks where it is time to: before anything settles that was not looked at. Rejects when the storage doesn't answer. */
  tick(now: number): Promise<void>;
}

const dayMs = 24 * 60 * 60 * 1000;
/** As far as points can be taken back. */
const lookBackDays = 30;
const lookMs = 10 * 60_000;
/** What nobody suspects isn't kept from a coach for longer. */
const lapseMs = 7 * dayMs;
const rowsMax = 50_000;
const coachesMax = 2_000;
/** Of one review; the rest comes with the next look. */
const heldMax = 500;

interface Guarded {
  parts: { engine: Engine; storage: Storage; ids: Ids };
  community: string;
  recognition: Recognition;
  origins: Origins;
}

function createGuards(guarded: Guarded): Guards {
  const { recognition } = guarded;
  // Nothing settles unseen: between the fact and its settlement lies at least one look.
  const everyMs = Math.min(lookMs, recognition.settleAfterMs);
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isChanged = true;
  let lapsedAt = lookedAt;
  return {
    changed() {
      isChanged = true;
    },
    async tick(now) {
      if (!isGuarded(recognition) || now < lookedAt + everyMs) return;
      // What other nodes wrote isn't told here.
      if (isChanged || guarded.parts.storage.shared || now >= lapsedAt + dayMs) {
        isChanged = false;
        lapsedAt = now;
        await look(guarded, now).catch((error: unknown) => {
          isChanged = true;
          throw error;
        });
      }
      lookedAt = now;
    },
  };
}

async function look(guarded: Guarded, now: number): Promise<void> {
  const { parts, community, recognition, origins } = guarded;
  const reviews = await readReviews(guarded);
  await lapse(guarded, reviews, now);
  const conversations = await readConversations(guarded, now);
  if (conversations.length === 0) return;
  const confirmed = new Set([...reviews].flatMap(([coachId, { confirmedAt }]) => (confirmedAt ? [coachId] : [])));
  const facts: GuardFacts = { conversations, originsOf: await origins.load(), confirmed };
  const found = [...signalsOf(facts, recognition.guards ?? {}), ...(await newcomers(guarded, conversations))];
  const coachOf = new Map(conversations.map(({ conversationId, coachId }) => [conversationId, coachId]));
  const perCoach = found.flatMap((signal) =>
    signal.coachIds.map((coachId) => ({
      ...signal,
      coachId,
      conversationIds: signal.conversationIds.filter((id) => coachOf.get(id) === coachId),
    })),
  );
  const ids = [...new Set(perCoach.map(({ coachId }) => coachId))];
  const states = await statesOf<ReviewsState>(guarded, ids, careStream);
  const opened = perCoach.map(({ coachId, kind, coachIds, conversationIds, why }) => {
    const state = states.get(coachId) ?? emptyReviews;
    const open = state.open.find((review) => review.kind === kind)?.conversationIds ?? [];
    const known = new Set([...(state.seen[kind] ?? []), ...open]);
    const news = conversationIds.filter((id) => !known.has(id)).slice(0, heldMax);
    if (news.length === 0) return null;
    return parts.engine.execute({
      community,
      // Of what is new, so that two nodes that look at once open one review.
      id: parts.ids.digest(`review ${coachId} ${kind} ${news.join(' ')}`),
      actor: system,
      stream: careStream(coachId),
      relation: 'self',
      body: { type: 'review.open', kind, coachIds, conversationIds: news, why },
    });
  });
  for (const outcome of await Promise.all(opened))
    if (outcome && 'refused' in outcome && outcome.refused === 'unavailable')
      throw new Error('unable to open a review; the storage did not answer');
}

async function statesOf<T>(
  { parts, community }: Guarded,
  coachIds: readonly string[],
  streamOf: (coachId: string) => string,
): Promise<ReadonlyMap<string, T>> {
  const { streams } = await parts.engine.read(community, coachIds.map(streamOf));
  return new Map(streams.map(({ state }, index) => [coachIds[index] as string, state as T]));
}

type ReviewRow = Pick<ReviewsState, 'open' | 'confirmedAt'>;

async function readReviews({ parts, community }: Guarded): Promise<ReadonlyMap<string, ReviewRow>> {
  const { rows } = await parts.storage.find('review', { community, limit: coachesMax });
  return new Map(rows.map(({ key, row }) => [key, row as unknown as ReviewRow]));
}

async function readConversations({ parts, community }: Guarded, now: number): Promise<GuardedConversation[]> {
  const today = Math.floor(now / dayMs);
  const day = Array.from({ length: lookBackDays + 1 }, (_, ago) => today - ago);
  const { rows } = await parts.storage.find('guarded', { community, where: { day }, limit: rowsMax });
  return rows.map(({ key, row }) => ({ conversationId: key, ...(row as unknown as GuardedNote) }));
}

/** Some of the conversations of those who are new, thanked for or not. */
async function newcomers(guarded: Guarded, conversations: readonly GuardedConversation[]): Promise<Signal[]> {
  const { grades } = guarded.recognition.options;
  if (!grades) return [];
  const byCoach = groupBy(conversations, ({ coachId }) => coachId);
  const recognised = await statesOf<RecognisedCoach>(guarded, [...byCoach.keys()], recognitionStream);
  return [...byCoach].flatMap(([coachId, own]): Signal[] => {
    const held = recognised.get(coachId)?.grades ?? [];
    const drawn = own.filter(({ conversationId }) => isSampled(grades, held, conversationId));
    if (drawn.length === 0) return [];
    const conversationIds = drawn.map(({ conversationId }) => conversationId);
    return [{ kind: 'newcomer', coachIds: [coachId], conversationIds, why: 'a newcomer’s, drawn by lot' }];
  });
}

const drawnByLot: readonly Review['kind'][] = ['sampled', 'newcomer'];

/** Points don't wait for ever for a manager who has no time, where nothing was suspected. */
async function lapse(
  { parts, community }: Guarded,
  reviews: ReadonlyMap<string, ReviewRow>,
  now: number,
): Promise<void> {
  for (const [coachId, { open }] of reviews)
    for (const { kind, openedAt, changedAt } of open) {
      if (!drawnByLot.includes(kind) || now < openedAt + lapseMs) continue;
      await parts.engine.execute({
        community,
        id: parts.ids.digest(`lapse ${coachId} ${kind} ${changedAt}`),
        actor: system,
        stream: careStream(coachId),
        relation: 'self',
        body: { type: 'review.close', kind, asOf: changedAt, verdict: 'lapsed' },
      });
    }
}

/** The guards of one community, with what they compare. */
export function createGuarding(
  parts: Guarded['parts'],
  { community, recognition }: Pick<Guarded, 'community' | 'recognition'>,
): { origins: Origins; guards: Guards } {
  const origins = createOrigins({ ...parts, community, holder: parts.ids.uuid(), isGuarded: isGuarded(recognition) });
  return { origins, guards: createGuards({ parts, community, recognition, origins }) };
}
