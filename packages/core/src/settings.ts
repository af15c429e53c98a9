import * as z from 'zod';
import { passiveAfterMsDefault } from './coach/presence.js';
import { checkTopics } from './expertise/check-topics.js';
import { createTopicTree } from './expertise/topic-tree.js';
import { availabilityDefaults } from './matching/availability.js';
import { checkMatchingPolicy } from './matching/check-matching-policy.js';
import type { MatchingPolicy, MatchingPolicyOptions } from './matching/define-matching-policy.js';
import { checkRecognition } from './recognition/check-recognition.js';
import type { Recognition } from './recognition/define-recognition.js';
import type { RecognitionOptions } from './recognition/types.js';

const ms = z.int().min(0);
const minute = 60_000;

const communityFields = z.strictObject({
  /** Names the community on the wire and in every stored key. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens, at most 63'),
  /** What people read. @defaultValue the id */
  name: z.string().min(1).max(200).optional(),
  /** How long a claim holds without a reply. */
  leaseMs: ms.min(1_000).default(60_000),
  /** How long a question waits for a coach before it ends as expired. */
  requestMs: ms.min(1_000).default(24 * 60 * 60 * 1000),
  /** The same for a question that was left for later. */
  laterRequestMs: ms.min(1_000).default(14 * 24 * 60 * 60 * 1000),
  /** How long what was written in a conversation is kept after it closed; then it is erased, and offsets and points stay. */
  retentionMs: ms.min(60_000).default(90 * 24 * 60 * 60 * 1000),
  /** What a visitor and a coach may expect of each other, in time. */
  patience: z
    .strictObject({
      /** A visitor silent for this long is put on hold and holds no slot. */
      holdAfterMs: ms.min(1_000).default(3 * minute),
      /** The coach whose visitor fell silent comes first for this long. */
      firstRightMs: ms.default(10 * minute),
      /** A visitor on hold for this long has left. */
      endAfterMs: ms.min(1_000).default(30 * minute),
      /** A coach who owes an answer for this long is reminded. */
      remindAfterMs: ms.min(1_000).default(3 * minute),
      /** … and after this long the visitor is offered to others. */
      reofferAfterMs: ms.min(1_000).default(5 * minute),
      /** A coach who is disconnected for this long doesn't keep the visitor. */
      vanishedAfterMs: ms.min(1_000).default(2 * minute),
      /** A coach to whom a conversation is transferred has this long to take it. */
      acceptWithinMs: ms.min(1_000).default(minute),
    })
    .prefault({})
    .refine(({ remindAfterMs, reofferAfterMs }) => remindAfterMs < reofferAfterMs, {
      path: ['reofferAfterMs'],
      error: 'must be more than remindAfterMs',
    }),
  /** No coach holds more conversations at once, whatever they chose. */
  capacityMax: z.int().min(1).max(4).default(4),
  /** A coach without input for this long is passive: the window no longer counts on them until they do something. */
  passiveAfterMs: ms.min(1_000).default(passiveAfterMsDefault),
  /** When the window may open. */
  availability: z
    .strictObject({
      coachesMin: z.int().min(1).default(availabilityDefaults.coachesMin),
      opensAfterMs: ms.default(availabilityDefaults.opensAfterMs),
      closesAfterMs: ms.default(availabilityDefaults.closesAfterMs),
      /** A visitor who comes while fewer coaches are there is demand to be told of; 1 tells of none. */
      thinBelow: z.int().min(1).default(1),
    })
    .prefault({}),
  /** Coaches who are away are told when somebody finds a closed window, or one with fewer coaches than `thinBelow`. */
  earlyPing: z
    .strictObject({
      /** How many are told at once; 0 for nobody. */
      size: z.int().min(0).max(20).default(2),
      /** … and how often at most. */
      everyMs: ms.min(60_000).default(10 * minute),
    })
    .prefault({}),
  /** What questions may be about, in a tree. Without any, every word that a visitor names is a topic. */
  topics: z
    .array(
      z.strictObject({
        id: z.string(),
        labels: z.record(z.string(), z.string().max(200)).optional(),
        parent: z.string().optional(),
        adjacent: z.array(z.string()).optional(),
      }),
    )
    .max(1_000)
    .default([]),
  /** Which pages' questions are about which topic; the first rule that matches wins. */
  pages: z
    .array(
      z.strictObject({
        pattern: z.string().min(1).max(500).regex(/^[/*]/, 'must begin with / or *'),
        topic: z.string().min(1).max(200),
      }),
    )
    .max(1_000)
    .default([]),
  /** Where neither visitor nor page say it, the topic is guessed from the text. @defaultValue it isn't */
  classifier: z
    .strictObject({
      /** Guesses that are less sure are none. From 0 to 1. */
      confidenceMin: z.number().min(0).max(1).default(0.4),
    })
    .optional(),
  /** Who is offered a request, and when: a policy, or what defines one. @defaultValue all who are eligible see it */
  matching: z.custom<MatchingPolicy | MatchingPolicyOptions>((value) => typeof value === 'object').optional(),
  /** How coaches are recognised: rules, or what defines them. @defaultValue nothing is awarded */
  recognition: z.custom<Recognition | RecognitionOptions>((value) => typeof value === 'object').optional(),
  /** `token`: a valid token of an unknown person makes them a member. `invited`: it is refused. */
  provisioning: z.enum(['token', 'invited']).default('invited'),
});

const communitySchema = communityFields.superRefine(({ topics, pages, matching, recognition }, context) => {
  const report = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  for (const { field, message } of checkTopics(topics)) report(['topics', ...field.split('.')], message);
  const tree = createTopicTree(topics);
  const { has } = tree;
  for (const [index, { topic }] of pages.entries())
    if (!has(topic)) report(['pages', index, 'topic'], `unknown topic ${topic}`);
  if (recognition) {
    const rules = 'pointsOn' in recognition ? recognition.options : recognition;
    for (const { field, message } of checkRecognition(rules, topics.length === 0 ? null : tree))
      report(['recognition', ...field.split('.')], message);
  }
  if (!matching) return;
  const policy = 'plans' in matching ? matching.options : matching;
  for (const { field, message } of checkMatchingPolicy(policy, topics.length === 0 ? null : tree))
    report(['matching', ...field.split('.')], message);
});

/** What a community's settings file says. */
export type CommunityOptions = z.input<typeof communitySchema>;
/** The same with every default filled in. */
export type CommunitySettings = z.output<typeof communitySchema>;

/** One wrong field of a settings file. */
export interface FieldProblem {
  /** Dotted, `availability.coachesMin`; empty where the whole is wrong, as with a field that doesn't exist. */
  field: string;
  message: string;
}

/** Checks what a settings file says, for a caller who words the error. */
export function checkCommunity(options: unknown): { settings: CommunitySettings } | { problems: FieldProblem[] } {
  const parsed = communitySchema.safeParse(options);
  if (parsed.success) return { settings: parsed.data };
  return { problems: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })) };
}

/** Crosses the boundary from a settings file. Throws with a message that names each wrong field. */
export function parseCommunity(options: unknown): CommunitySettings {
  const checked = checkCommunity(options);
  if ('settings' in checked) return checked.settings;
  const fields = checked.problems.map(({ field, message }) => `${field || 'settings'}: ${message}`);
  throw new Error(`unable to read the community's settings; ${fields.join('; ')}`);
}
