import { stableDigest } from '../matching/stable-hash.js';
import { type Evidence, evidenceOf } from './badges.js';
import { type CoachRecord, topicsOf } from './coach-record.js';
import { type CoachStanding, type Criterion, progressOf } from './criterion.js';

/** `newcomer`: one conversation at a time, some of them looked at · `coach` · `expert` on a topic · `animator`: of the lounge. */
export type Grade = 'newcomer' | 'coach' | 'expert' | 'animator';

/** How a grade is reached. */
export interface GradeRule {
  /** Ways to it: one of them is enough, and of a way all criteria. */
  ways: readonly (readonly Criterion[])[];
  /** Ways by what the coach did in communities that recognise this one and that they linked. */
  waysElsewhere?: readonly (readonly Criterion[])[];
  /** A manager has the last word. @defaultValue false */
  confirm?: boolean;
}

/** The grades of a community; one without a rule is given by a manager alone. */
export interface GradeOptions {
  newcomer?: {
    /** @defaultValue 1 */
    capacityMax?: number;
    /** The share of a newcomer's conversations that a manager is asked to look at. @defaultValue 0.2 */
    reviewShare?: number;
  };
  coach?: GradeRule;
  /** Held against the deeds of each topic. */
  expert?: GradeRule;
  animator?: GradeRule;
  /** Ids of communities of this server whose answers count here, if they recognise this one too. */
  recognises?: readonly string[];
}

export const newcomerDefaults = { capacityMax: 1, reviewShare: 0.2 } as const;

/** A grade that somebody holds, or was refused. */
export interface HeldGrade {
  grade: Grade;
  topic: string | null;
}

/** The same person in another community, as they themselves linked it. */
export interface LinkedRecord {
  communityId: string;
  /** What they did there first-hand; nothing that is counted there from elsewhere. */
  record: CoachRecord;
  /** Whom that community recognises. */
  recognises: readonly string[];
}

export interface GradeFacts extends CoachStanding {
  /** The community that asks. */
  communityId: string;
  held: readonly HeldGrade[];
  linked?: readonly LinkedRecord[];
}

/** A grade that is due. */
export interface GradeProposal extends HeldGrade {
  needsConfirmation: boolean;
  /** Where the deeds were done: here, or in that community. */
  from: string;
  evidence: readonly Evidence[];
}

interface Ground {
  communityId: string;
  standing: CoachStanding;
  ways: GradeRule['ways'];
}

/** Points and badges are of one community: elsewhere, deeds and tenure alone count. */
const elsewhere = (record: CoachRecord, facts: CoachStanding): CoachStanding => ({
  ...facts,
  record,
  lifetimePoints: 0,
  badges: [],
});

/** Recognition is mutual: one side's wish to be recognised isn't enough, nor one side's readiness. */
function groundsOf(rule: GradeRule, options: GradeOptions, facts: GradeFacts): Ground[] {
  const others = (facts.linked ?? []).filter(
    ({ communityId, recognises }) =>
      communityId !== facts.communityId &&
      options.recognises?.includes(communityId) &&
      recognises.includes(facts.communityId),
  );
  return [
    { communityId: facts.communityId, standing: facts, ways: rule.ways },
    ...others.map(({ communityId, record }) => ({
      communityId,
      standing: elsewhere(record, facts),
      ways: rule.waysElsewhere ?? [],
    })),
  ];
}

function propose(rule: GradeRule, due: HeldGrade, grounds: readonly Ground[]): GradeProposal | null {
  for (const { communityId, standing, ways } of grounds) {
    for (const way of ways) {
      const on = due.topic;
      const requires = on === null ? way : way.map((one) => ({ ...one, topic: on }));
      const progress = requires.map((criterion) => progressOf(criterion, standing));
      if (progress.length === 0 || !progress.every(({ isMet }) => isMet)) continue;
      return {
        ...due,
        needsConfirmation: rule.confirm ?? false,
        from: communityId,
        evidence: evidenceOf(progress.flatMap(({ deeds }) => deeds)),
      };
    }
  }
  return null;
}

/** The grades that are due by rule and not yet held. Nobody is an expert or an animator before they are a coach. */
export function dueGrades(options: GradeOptions, facts: GradeFacts): readonly GradeProposal[] {
  const has = (grade: Grade, topic: string | null = null) =>
    facts.held.some((held) => held.grade === grade && held.topic === topic);
  const due = (rule: GradeRule | undefined, grade: Grade, topic: string | null = null): GradeProposal[] => {
    if (!rule || has(grade, topic)) return [];
    const proposal = propose(rule, { grade, topic }, groundsOf(rule, options, facts));
    return proposal ? [proposal] : [];
  };
  if (!has('coach')) return due(options.coach, 'coach');
  return [
    ...topicsOf(facts.record).flatMap((topic) => due(options.expert, 'expert', topic)),
    ...due(options.animator, 'animator'),
  ];
}

/** How many conversations somebody of these grades may hold; null where no grade bounds it. */
export function capacityOf(options: GradeOptions, held: readonly HeldGrade[]): number | null {
  if (!options.coach || held.some(({ grade }) => grade === 'coach')) return null;
  return options.newcomer?.capacityMax ?? newcomerDefaults.capacityMax;
}

/** Whether a newcomer's conversation is among those that a manager is asked to look at: by its id, the same everywhere. */
export function isSampled(options: GradeOptions, held: readonly HeldGrade[], conversationId: string): boolean {
  if (capacityOf(options, held) === null) return false;
  const share = options.newcomer?.reviewShare ?? newcomerDefaults.reviewShare;
  const drawn = Number.parseInt(stableDigest(conversationId).slice(0, 8), 16) / 2 ** 32;
  return drawn < share;
}
