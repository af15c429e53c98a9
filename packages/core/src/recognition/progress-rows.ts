import type { Badge } from './badges.js';
import { topicsOf } from './coach-record.js';
import { type CoachStanding, type Criterion, type Progress, progressOf } from './criterion.js';
import { capacityOf, type Grade, type GradeRule, type HeldGrade } from './grades.js';
import type { LadderOptions } from './recognise.js';
import type { RecognisedCoach } from './recognised-coach.js';
import { type TierAnswer, tierOf } from './tiers.js';

type Labels = Readonly<Record<string, string>>;

/** One line of a checklist, and how far the coach has come with it. */
export interface ProgressLine {
  criterion: Criterion;
  have: number;
  isMet: boolean;
}

/** What a coach sees of how they are recognised, beside points; each row is of one thing. */
export type ProgressRow = { key: string } & (
  | ({ type: 'badge'; labels: Labels } & Omit<Badge, 'id'> & { badge: string })
  /** The tier that the coach holds, and by what: its criteria, a margin, a time of grace, a manager. */
  | { type: 'tier'; tier: string | null; since: number | null; why: TierAnswer['why'] }
  /** One step of the ladder; `place` 0 is the highest. */
  | {
      type: 'step';
      tier: string;
      place: number;
      labels: Labels;
      points: number;
      isMet: boolean;
      isKept: boolean;
      lines: readonly ProgressLine[];
    }
  /** `capacityMax`: how many conversations a newcomer may hold; null where no grade bounds it. */
  | { type: 'grades'; held: readonly HeldGrade[]; proposed: readonly HeldGrade[]; capacityMax: number | null }
  /** A way to a grade that the coach doesn't hold yet: all its lines. One way is enough. */
  | ({ type: 'way'; lines: readonly ProgressLine[] } & HeldGrade)
);

const lineOf = ({ criterion, have, isMet }: Progress): ProgressLine => ({ criterion, have, isMet });

/** Topics of which the ways to become an expert are shown. */
const topicsMax = 20;

function badgeRows({ badges = [] }: LadderOptions, { badges: held }: RecognisedCoach): ProgressRow[] {
  const labels = new Map(badges.map((rule) => [rule.id, rule.labels ?? {}]));
  return held.map(({ id, ...badge }) => ({
    key: `badge/${id}/${badge.topic ?? ''}`,
    type: 'badge',
    badge: id,
    labels: labels.get(id) ?? {},
    ...badge,
  }));
}

function tierRows({ tiers }: LadderOptions, coach: RecognisedCoach, standing: CoachStanding): ProgressRow[] {
  if (!tiers) return [];
  const { why, checklist } = tierOf(tiers, standing, coach.tier);
  const { tier, since } = coach.tier;
  return [
    { key: 'tier', type: 'tier', tier, since: tier === null ? null : since, why },
    ...checklist.map(({ tier: id, progress, isMet, isKept }, place): ProgressRow => {
      const { labels = {}, points = 0 } = tiers.ladder[place] ?? {};
      return {
        key: `step/${id}`,
        type: 'step',
        tier: id,
        place,
        labels,
        points,
        isMet,
        isKept,
        lines: progress.map(lineOf),
      };
    }),
  ];
}

function gradeRows({ grades }: LadderOptions, coach: RecognisedCoach, standing: CoachStanding): ProgressRow[] {
  if (!grades) return [];
  const has = (grade: Grade, topic: string | null) =>
    coach.grades.some((held) => held.grade === grade && held.topic === topic);
  const ways = (rule: GradeRule | undefined, grade: Grade, topic: string | null = null): ProgressRow[] =>
    !rule || has(grade, topic)
      ? []
      : rule.ways.map((way, place) => {
          const requires = topic === null ? way : way.map((one) => ({ ...one, topic }));
          const lines = requires.map((one) => lineOf(progressOf(one, standing)));
          return { key: `way/${grade}/${place}/${topic ?? ''}`, type: 'way', grade, topic, lines };
        });
  // Nobody is an expert or an animator before they are a coach.
  const next = has('coach', null)
    ? [
        ...ways(grades.animator, 'animator'),
        ...topicsOf(coach.record)
          .slice(0, topicsMax)
          .flatMap((topic) => ways(grades.expert, 'expert', topic)),
      ]
    : ways(grades.coach, 'coach');
  const named = (list: readonly HeldGrade[]) => list.map(({ grade, topic }) => ({ grade, topic }));
  const [held, proposed] = [named(coach.grades), named(coach.proposed)];
  return [{ key: 'grades', type: 'grades', held, proposed, capacityMax: capacityOf(grades, held) }, ...next];
}

/** All that a coach sees of their recognition beside points, as it is at a moment. */
export function progressRows(
  options: LadderOptions,
  coach: RecognisedCoach,
  at: Pick<CoachStanding, 'now' | 'timeZone' | 'lifetimePoints'>,
): readonly ProgressRow[] {
  const standing: CoachStanding = { ...at, record: coach.record, badges: coach.badges.map(({ id }) => id) };
  return [...tierRows(options, coach, standing), ...gradeRows(options, coach, standing), ...badgeRows(options, coach)];
}
