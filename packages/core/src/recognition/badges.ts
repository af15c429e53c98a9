import { type Deed, topicsOf } from './coach-record.js';
import { type CoachStanding, type Criterion, type Progress, progressOf } from './criterion.js';

/** `expertise`: knows a topic · `appreciation`: visitors say so · `care`: was there when few were · `tenure`: stayed. */
export type BadgeKind = 'expertise' | 'appreciation' | 'care' | 'tenure';

/** A badge as data. It is a function of what happened: a new rule finds its old owners, and a taken-back deed its end. */
export interface BadgeRule {
  id: string;
  kind: BadgeKind;
  /** What people read, by language. @defaultValue the id */
  labels?: Readonly<Record<string, string>>;
  /** All of them. */
  requires: readonly Criterion[];
  /** Once for each topic, with the criteria held against deeds on that topic. */
  perTopic?: boolean;
}

/** One piece of evidence: what was done, on what, when. */
export type Evidence = Pick<Deed, 'kind' | 'causeId' | 'topic' | 'at'>;

/** A badge that somebody holds. */
export interface Badge {
  id: string;
  kind: BadgeKind;
  /** Null for a badge that isn't per topic. */
  topic: string | null;
  /** Unix milliseconds: when the last criterion was met. */
  earnedAt: number;
  /** The latest deeds that earned it, at most twenty, oldest first. */
  evidence: readonly Evidence[];
  /** How many there were in all. */
  evidenceCount: number;
}

/** What `badgesOf` says of a coach, held against the badges that they had. */
export interface BadgesOf {
  /** All that the rules say now. */
  earned: readonly Badge[];
  /** Those among them that weren't there before. */
  granted: readonly Badge[];
  /** Those from before that the rules don't say any more. */
  revoked: readonly { id: string; topic: string | null; why: 'no_longer_earned' | 'rule_removed' }[];
}

const evidenceMax = 20;

/** Of deeds from the oldest on, the latest that show it. */
export const evidenceOf = (deeds: readonly Deed[]): readonly Evidence[] =>
  deeds.slice(-evidenceMax).map(({ kind, causeId, topic, at }) => ({ kind, causeId, topic, at }));

function earn(rule: BadgeRule, topic: string | null, standing: CoachStanding): Badge | null {
  const requires = topic === null ? rule.requires : rule.requires.map((one) => ({ ...one, topic }));
  const met: Progress[] = [];
  for (const criterion of requires) {
    const progress = progressOf(criterion, standing);
    if (!progress.isMet) return null;
    met.push(progress);
  }
  const deeds = met.flatMap((progress) => progress.deeds).sort((a, b) => a.at - b.at);
  const times = met.flatMap(({ metAt }) => (metAt === null ? [] : [metAt]));
  return {
    id: rule.id,
    kind: rule.kind,
    topic,
    earnedAt: times.length > 0 ? Math.max(...times) : standing.now,
    evidence: evidenceOf(deeds),
    evidenceCount: deeds.length,
  };
}

const isSame = (a: { id: string; topic: string | null }, b: { id: string; topic: string | null }) =>
  a.id === b.id && a.topic === b.topic;

/**
 * Which badges a coach holds by these rules, and what that changes. Pure: the same facts give the same badges whenever
 * they are asked for, so that a rule works backwards and a badge whose ground is gone goes too.
 *
 * @param before the badges held so far; what stays keeps the time at which it was earned
 */
export function badgesOf(
  rules: readonly BadgeRule[],
  standing: CoachStanding,
  before: readonly Pick<Badge, 'id' | 'topic' | 'earnedAt'>[] = [],
): BadgesOf {
  const topics = topicsOf(standing.record);
  const earned = rules
    .flatMap((rule) => (rule.perTopic ? topics : [null]).map((topic) => earn(rule, topic, standing)))
    .filter((badge) => badge !== null)
    .map((badge) => ({ ...badge, earnedAt: before.find((one) => isSame(one, badge))?.earnedAt ?? badge.earnedAt }));
  return {
    earned,
    granted: earned.filter((badge) => !before.some((one) => isSame(one, badge))),
    revoked: before
      .filter((badge) => !earned.some((one) => isSame(one, badge)))
      .map(({ id, topic }) => ({
        id,
        topic,
        why: rules.some((rule) => rule.id === id) ? 'no_longer_earned' : 'rule_removed',
      })),
  };
}
