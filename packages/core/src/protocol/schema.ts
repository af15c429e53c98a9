import * as z from 'zod';
import { signalKinds } from '../recognition/guard-facts.js';
import { explanation } from './explanation-schema.js';
import type { Method } from './methods.js';
import {
  comment,
  declaredTopics,
  locale,
  page,
  plain,
  quietHours,
  text,
  textMax,
  topic,
  uuid,
} from './schema-words.js';

export { textMax };

const offset = z.int().min(0);
const at = z.int();
const feed = z.string().regex(/^(me|lounge|(conversation|thread)\/[0-9a-fA-F-]{36})$/, 'must name a feed');
const position = z.strictObject({ epoch: z.string().max(100), offset });
const view = z.enum([
  'inbox',
  'availability',
  'presence',
  'announcements',
  'care',
  'rewards',
  'board',
  'reports',
  'progress',
  'leaderboard',
  'reviews',
]);

const commandId = uuid;
/** As a community's settings name it. */
const ruleId = plain(100);
const onRedemption = { commandId, rewardId: ruleId, redemptionId: uuid };
const onCoach = { commandId, coachId: uuid };
const nothing = z.object({});
/** A member's is a UUID, a visitor's the digest of their token. */
const personId = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/, 'must be the id of a person');
const onConversation = { commandId, conversationId: uuid };
const accepted = z.object({ offset });
const postedAt = z.object({ offset, at });

const availability = z.object({
  open: z.boolean(),
  reason: z.string(),
  coachesOnline: z.int(),
  freeSlots: z.int(),
  expectedWaitMs: z.int().optional(),
});
const by = z.object({
  kind: z.enum(['visitor', 'coach', 'manager', 'brand', 'host', 'system']),
  name: z.string(),
  id: z.string().optional(),
});
const event = z.object({ type: z.string(), at, by, data: z.record(z.string(), z.unknown()) });
const offsetEvent = event.extend({ offset });
const row = z.looseObject({ key: z.string() });
/** What a coverage may span: a month. */
const coverageMsMax = 31 * 24 * 60 * 60 * 1000;
/** One hour and topic that somebody asked about, or looked for somebody in. */
const coveredHour = z.object({
  /** When the hour begins, in Unix milliseconds. */
  at,
  /** Null for none. */
  topic: z.string().nullable(),
  /** Questions. */
  asked: z.int(),
  /** … of which a coach took these. */
  taken: z.int(),
  /** … and these ended, or were given up, before anybody did. */
  missed: z.int(),
  /** Those who found the window closed. */
  lost: z.int(),
  /** The median wait of those that were taken; null where none was. */
  waitMs: z.int().nullable(),
});
/** A conversation as managers find it: nothing of what is written in it. */
const foundConversation = z.object({
  key: uuid,
  status: z.enum(['waiting', 'claimed', 'held', 'on_hold', 'closed']),
  outcome: z.string().nullable(),
  topic: z.string().nullable(),
  locale: z.string().nullable(),
  askedAt: at,
  later: z.boolean(),
  /** Who has it, or had it last. */
  coachId: z.string().nullable(),
  claimedAt: at.nullable(),
});

/** Params and results of every method, in zod. `core/protocol` takes its types from here and nothing at run time. */
export const schema = {
  'session.open': {
    params: z.strictObject({
      community: plain(100),
      token: z.string().min(1).max(8_192).optional(),
      locale: locale.optional(),
      page: page.optional(),
    }),
    result: z.object({
      actor: z.object({ kind: z.enum(['visitor', 'coach', 'manager', 'brand', 'host']), id: z.string() }),
      token: z.string().optional(),
      serverAt: at,
      durability: z.enum(['durable', 'memory']),
      limits: z.object({ textMax: z.int(), frameBytesMax: z.int(), perMinute: z.int() }),
    }),
  },
  'availability.get': {
    params: z.strictObject({ topic: topic.optional(), locale: locale.optional() }),
    result: availability,
  },
  'conversation.ask': {
    params: z.strictObject({
      ...onConversation,
      text,
      topic: topic.optional(),
      locale: locale.optional(),
      page: page.optional(),
      later: z.boolean().optional(),
    }),
    result: z.object({ conversationId: uuid, offset }),
  },
  'message.post': {
    params: z.strictObject({ ...onConversation, messageId: uuid, text }),
    result: postedAt,
  },
  'page.set': {
    params: z.strictObject({ commandId: commandId.optional(), ...page.shape }),
    result: z.object({}),
  },
  'conversation.leave': { params: z.strictObject(onConversation), result: accepted },
  'alternative.choose': {
    params: z.strictObject({ ...onConversation, alternative: z.enum(['hand_over', 'later']) }),
    result: accepted,
  },
  'conversation.thank': {
    params: z.strictObject({ ...onConversation, comment: comment.optional(), withdraw: z.literal(true).optional() }),
    result: accepted,
  },
  'conversation.rate': {
    params: z.strictObject({ ...onConversation, stars: z.int().min(1).max(5), comment: comment.optional() }),
    result: accepted,
  },
  'presence.set': {
    params: z.strictObject({
      commandId: commandId.optional(),
      status: z.enum(['available', 'away']),
      capacity: z.int().min(1).max(4).optional(),
      until: at.optional(),
    }),
    result: accepted,
  },
  'preferences.set': {
    params: z
      .strictObject({
        commandId,
        quietHours: quietHours.nullable().optional(),
        pingsPerDayMax: z.int().min(0).max(20).optional(),
        locales: z.array(locale).max(20).optional(),
        topics: declaredTopics.optional(),
        email: z.email().max(254).nullable().optional(),
        onBoards: z.boolean().optional(),
      })
      .refine(({ commandId: _, ...named }) => Object.keys(named).length > 0, {
        error: 'must name at least one preference',
      }),
    result: accepted,
  },
  'expertise.verify': {
    params: z.strictObject({ commandId, coachId: uuid, topic, level: z.int().min(0).max(5) }),
    result: accepted,
  },
  'request.claim': { params: z.strictObject(onConversation), result: z.object({ offset, leaseEndsAt: at }) },
  'request.extend': { params: z.strictObject(onConversation), result: z.object({ offset, leaseEndsAt: at }) },
  'request.decline': {
    params: z.strictObject({ ...onConversation, reason: plain(200).optional() }),
    result: accepted,
  },
  'conversation.transfer': {
    params: z.strictObject({
      ...onConversation,
      to: z.union([
        z.strictObject({ kind: z.literal('coach'), id: plain(100) }),
        z.strictObject({ kind: z.literal('topic'), id: topic }),
        z.strictObject({ kind: z.literal('staff') }),
      ]),
    }),
    result: accepted,
  },
  'conversation.report': {
    params: z.strictObject({ ...onConversation, reason: plain(200), comment: comment.optional() }),
    result: z.object({}),
  },
  'conversation.block': {
    params: z.strictObject({ ...onConversation, reason: plain(200), comment: comment.optional() }),
    result: accepted,
  },
  'coach.suspend': { params: z.strictObject({ commandId, coachId: uuid, reason: plain(500) }), result: accepted },
  'coach.reinstate': { params: z.strictObject({ commandId, coachId: uuid }), result: accepted },
  'conversation.inspect': {
    params: z.strictObject({ ...onConversation, reason: plain(500) }),
    result: z.object({ offset, readsUntil: at }),
  },
  'report.close': { params: z.strictObject({ ...onConversation, note: comment.optional() }), result: accepted },
  'conversation.find': {
    params: z.strictObject({
      /** The last eight characters of its id, or more. */
      id: z
        .string()
        .regex(/^[0-9a-f-]{0,28}[0-9a-f]{8}$/i, 'must be the end of a UUID, eight characters at least')
        .optional(),
      coachId: uuid.optional(),
      topic: topic.optional(),
      status: z
        .array(z.enum(['waiting', 'claimed', 'held', 'on_hold', 'closed']))
        .min(1)
        .max(5)
        .optional(),
      /** @defaultValue 30 days before `askedTo` */
      askedFrom: at.optional(),
      /** @defaultValue now */
      askedTo: at.optional(),
      /** What the page before this one gave as `next`. */
      after: z.strictObject({ askedAt: at, skip: z.int().min(0).max(10_000) }).optional(),
      limit: z.int().min(1).max(100),
    }),
    result: z.object({
      rows: z.array(foundConversation),
      /** Where the next page begins; null where this is the last. */
      next: z.object({ askedAt: at, skip: z.int() }).nullable(),
    }),
  },
  'coverage.read': {
    /** Unix milliseconds; 31 days at most. */
    params: z.strictObject({ from: at, to: at }).refine(({ from, to }) => from < to && to - from <= coverageMsMax, {
      path: ['to'],
      error: 'must be after `from`, by 31 days at most',
    }),
    result: z.object({
      hours: z.array(coveredHour),
      /** When the first question that was counted was asked; later than `from` where more were asked than are read. */
      from: at,
    }),
  },
  'lounge.post': { params: z.strictObject({ commandId, postId: uuid, text }), result: postedAt },
  'lounge.comment': { params: z.strictObject({ commandId, postId: uuid, commentId: uuid, text }), result: postedAt },
  'lounge.like': { params: z.strictObject({ commandId, postId: uuid }), result: z.object({}) },
  'lounge.unlike': { params: z.strictObject({ commandId, postId: uuid }), result: z.object({}) },
  'lounge.remove': {
    params: z.strictObject({ commandId, postId: uuid, commentId: uuid.optional() }),
    result: accepted,
  },
  'lounge.pin': { params: z.strictObject({ commandId, postId: uuid, pinned: z.boolean() }), result: accepted },
  'thread.post': { params: z.strictObject({ commandId, coachId: uuid, messageId: uuid, text }), result: postedAt },
  'announcement.publish': {
    params: z.strictObject({
      commandId,
      announcementId: uuid,
      title: plain(200),
      text,
      tier: plain(100).optional(),
      visibleAt: at.optional(),
    }),
    result: accepted,
  },
  'reward.redeem': { params: z.strictObject(onRedemption), result: nothing },
  'reward.fulfil': { params: z.strictObject(onRedemption), result: nothing },
  'reward.refuse': { params: z.strictObject({ ...onRedemption, reason: plain(200) }), result: nothing },
  'points.reverse': {
    params: z.strictObject({ ...onCoach, awardId: plain(300), reason: plain(200) }),
    result: nothing,
  },
  'tier.lock': { params: z.strictObject({ ...onCoach, locked: z.boolean() }), result: nothing },
  'grade.confirm': {
    params: z
      .strictObject({ ...onCoach, grade: z.enum(['coach', 'expert', 'animator']), topic: topic.optional() })
      .refine((given) => (given.grade === 'expert') === (given.topic !== undefined), {
        path: ['topic'],
        error: 'is for experts, who need one',
      }),
    result: nothing,
  },
  'milestone.complete': { params: z.strictObject({ ...onCoach, milestone: ruleId }), result: nothing },
  'review.close': {
    params: z.strictObject({
      commandId,
      coachId: uuid,
      kind: z.enum(signalKinds),
      asOf: at,
      verdict: z.enum(['honest', 'fraud']),
      conversationIds: z.array(uuid).min(1).max(10_000).optional(),
    }),
    result: accepted,
  },
  'visitor.erase': { params: z.strictObject({ commandId, personId }), result: accepted },
  'coach.erase': { params: z.strictObject({ commandId, personId }), result: accepted },
  'hold.place': { params: z.strictObject({ commandId, personId, reason: plain(200) }), result: accepted },
  'hold.lift': { params: z.strictObject({ commandId, personId }), result: accepted },
  'person.export': {
    // Without `after` it is one privileged read, and recorded as one; with it, the next page of that.
    params: z.strictObject({ commandId, personId, after: z.int().min(0).optional() }),
    result: z.object({
      events: z.array(offsetEvent.extend({ stream: z.string() })),
      /** What to ask with for the next page; null after the last. */
      next: z.int().nullable(),
    }),
  },
  'match.explain': { params: z.strictObject({ conversationId: uuid }), result: explanation },
  'conversation.release': { params: z.strictObject(onConversation), result: accepted },
  'conversation.close': {
    params: z.strictObject({ ...onConversation, outcome: z.enum(['served', 'handed_over', 'abandoned', 'blocked']) }),
    result: accepted,
  },
  'feed.open': {
    params: z.strictObject({ feed, after: position.optional() }),
    result: z.object({
      epoch: z.string(),
      offset,
      events: z.array(offsetEvent).optional(),
      snapshot: z
        .object({ state: z.record(z.string(), z.unknown()), from: offset, events: z.array(offsetEvent) })
        .optional(),
    }),
  },
  'feed.pull': {
    params: z.strictObject({
      feed,
      epoch: z.string().max(100),
      before: z.int().min(1),
      limit: z.int().min(1).max(200),
    }),
    result: z.object({ epoch: z.string(), events: z.array(offsetEvent) }),
  },
  'feed.close': { params: z.strictObject({ feed }), result: z.object({}) },
  'view.open': { params: z.strictObject({ view }), result: z.object({ version: z.int(), rows: z.array(row) }) },
  'view.close': { params: z.strictObject({ view }), result: z.object({}) },
  signal: {
    params: z.strictObject({
      conversationId: uuid,
      kind: z.enum(['typing', 'read']),
      active: z.boolean().optional(),
      offset: offset.optional(),
    }),
    result: z.object({}),
  },
} as const satisfies Record<Method, { params: z.ZodType; result: z.ZodType }>;

const compiled = new Map<Method, z.ZodType>();

/** The params of a method as one function, which zod makes when they come first: twice as quick as a walk of the schema. */
export function compiledParams(method: Method): z.ZodType<Record<string, unknown>> {
  const params = compiled.get(method) ?? z.compile(schema[method].params);
  compiled.set(method, params);
  return params as z.ZodType<Record<string, unknown>>;
}

/** Frames that only the server sends. */
export const notifications = {
  'feed.event': z.object({ feed: z.string(), epoch: z.string(), offset, event }),
  'view.changed': z.object({ view, version: z.int(), upserts: z.array(row), removes: z.array(z.string()) }),
  signal: z.object({
    conversationId: uuid,
    kind: z.enum(['typing', 'read']),
    by,
    active: z.boolean().optional(),
    offset: offset.optional(),
  }),
  'session.closing': z.object({ reason: z.string(), retryAfterMs: z.int() }),
} as const;
