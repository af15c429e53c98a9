import { checkMatchingPolicy } from './check-matching-policy.js';
import { assign, type DispatchPart, type EscalationStep, openBoard } from './dispatch-parts.js';
import { type EligibilityPart, eligibilityDefault, knowsTopic } from './eligibility-parts.js';
import { fairness, type ScoringPart } from './scoring-parts.js';
import { stableDigest } from './stable-hash.js';
import type { Alternative, RequestFacts, Requirement } from './types.js';

/** What a policy is made of. Plain JSON where no part is a function of your own. */
export interface MatchingPolicyOptions {
  name: string;
  /** Stands in every decision. @defaultValue a digest of all that follows, with the names of your own functions */
  version?: string;
  /** Who may be offered a request, in the order of the checks. @defaultValue every check there is */
  eligibility?: readonly EligibilityPart[];
  /** Who comes first; the sum of the parts. Ties go to who was offered a request the longest ago. */
  scoring?: readonly ScoringPart[];
  /** @defaultValue `openBoard()` */
  dispatch?: DispatchPart;
  /** At rising times of waiting. */
  escalation?: readonly EscalationStep[];
  /** No request is told to the off-duty more often. @defaultValue 6, as UPchieve's texts and Genesys' rings */
  pingRoundsMax?: number;
}

/** What holds from one step on. */
export interface MatchingPlan {
  topic: Requirement['topic'];
  locale: Requirement['locale'];
  /** Null until a step names one: then the topic decides. */
  levelMin: number | null;
  dispatch: DispatchPart;
  /** `step` is the one that asked for it. */
  ping: { size: number; everyMs: number | null; step: number } | null;
  alternatives: readonly Alternative[];
}

/** A checked policy. The same object matches, explains and answers what-if questions. */
export interface MatchingPolicy {
  readonly name: string;
  readonly version: string;
  /** All that defines it, with defaults filled in: `defineMatchingPolicy(policy.options)` is an equal policy. */
  readonly options: MatchingPolicyOptions;
  readonly eligibility: readonly EligibilityPart[];
  readonly scoring: readonly ScoringPart[];
  readonly escalation: readonly EscalationStep[];
  readonly pingRoundsMax: number;
  /** What holds before the first step, and from each step on. */
  readonly plans: readonly MatchingPlan[];
  /** Whether JSON carries all of it. */
  readonly isPlain: boolean;
  /** Where functions of your own stand: `eligibility.2 (onlyIf trained)`. */
  readonly customParts: readonly string[];
}

/** Parts that came from JSON may leave out what their functions fill in. */
const completeCheck = (part: EligibilityPart): EligibilityPart =>
  part.part === 'knowsTopic' ? knowsTopic(part) : { ...part };
const completeScore = (part: ScoringPart): ScoringPart => (part.part === 'fairness' ? fairness(part) : { ...part });
const completeDispatch = (part: DispatchPart): DispatchPart => (part.part === 'assign' ? assign(part) : { ...part });
const completeStep = (step: EscalationStep): EscalationStep =>
  step.dispatch ? { ...step, dispatch: completeDispatch(step.dispatch) } : { ...step };

const isCustom = (part: EligibilityPart | ScoringPart) => part.part === 'onlyIf' || part.part === 'scoreBy';
const nameCustom = (list: readonly (EligibilityPart | ScoringPart)[], at: string) =>
  list.flatMap((part, index) =>
    isCustom(part) ? [`${at}.${index} (${part.part} ${'name' in part ? part.name : ''})`] : [],
  );

/** JSON with its keys in order, so that equal options read the same. Functions are left out; their names stay. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, one]) => one !== undefined && typeof one !== 'function');
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

function planSteps(base: MatchingPlan, steps: readonly EscalationStep[]): readonly MatchingPlan[] {
  const plans = [base];
  let plan = base;
  for (const [index, step] of steps.entries()) {
    const { topic = plan.topic, locale = plan.locale, levelMin = plan.levelMin, dispatch = plan.dispatch } = step;
    const ping = step.ping ? { ...step.ping, everyMs: step.ping.everyMs ?? null, step: index + 1 } : plan.ping;
    const alternatives = [...new Set([...plan.alternatives, ...(step.alternatives ?? [])])];
    plan = { topic, locale, levelMin, dispatch, ping, alternatives };
    plans.push(plan);
  }
  return plans;
}

function planFrom({ eligibility, dispatch, escalation }: Complete): readonly MatchingPlan[] {
  const known = eligibility.find((part) => part.part === 'knowsTopic');
  const speaks = eligibility.some((part) => part.part === 'speaksLocale');
  const base: MatchingPlan = {
    topic: known?.fit ?? 'any',
    locale: speaks ? 'same' : 'any',
    levelMin: null,
    dispatch,
    ping: null,
    alternatives: [],
  };
  return planSteps(base, escalation);
}

type Complete = Required<Omit<MatchingPolicyOptions, 'name' | 'version'>>;

function complete(options: MatchingPolicyOptions): Complete {
  return {
    eligibility: (options.eligibility ?? eligibilityDefault()).map(completeCheck),
    scoring: (options.scoring ?? []).map(completeScore),
    dispatch: completeDispatch(options.dispatch ?? openBoard()),
    escalation: (options.escalation ?? []).map(completeStep),
    pingRoundsMax: options.pingRoundsMax ?? 6,
  };
}

/**
 * Defines a matching policy from its parts. Throws `unable to define the matching policy; FIELD: MESSAGE; …` with every
 * wrong field; topics that parts name are checked with the community's settings.
 */
export function defineMatchingPolicy(options: MatchingPolicyOptions): MatchingPolicy {
  const problems = checkMatchingPolicy(options, null);
  if (problems.length > 0) {
    const fields = problems.map(({ field, message }) => `${field}: ${message}`);
    throw new Error(`unable to define the matching policy; ${fields.join('; ')}`);
  }
  const parts = complete(options);
  const customParts = [...nameCustom(parts.eligibility, 'eligibility'), ...nameCustom(parts.scoring, 'scoring')];
  const { name, version } = options;
  return {
    name,
    version: version ?? stableDigest(canonical(parts)),
    options: { name, ...(version === undefined ? {} : { version }), ...parts },
    ...parts,
    plans: planFrom(parts),
    isPlain: customParts.length === 0,
    customParts,
  };
}

/** The policy as JSON data, for a page that edits it. Throws where a part is a function of your own, and says which. */
export function serializeMatchingPolicy(policy: MatchingPolicy): MatchingPolicyOptions {
  if (policy.isPlain) return JSON.parse(JSON.stringify(policy.options)) as MatchingPolicyOptions;
  throw new Error(
    `unable to serialise the matching policy; ${policy.customParts.join(', ')} is a function of your own`,
  );
}

/** What a coach must be for a request from a step on. */
export function requirementAt(policy: MatchingPolicy, step: number, request: RequestFacts): Requirement {
  const plan = planAt(policy, step);
  const known = policy.eligibility.find((part) => part.part === 'knowsTopic');
  const asked = request.topic === null ? undefined : known?.levelMinFor[request.topic];
  return { topic: plan.topic, locale: plan.locale, levelMin: plan.levelMin ?? asked ?? known?.levelMin ?? 1 };
}

/** What holds at a step; one beyond the last, which another version of the policy took, is the last. */
export function planAt(policy: MatchingPolicy, step: number): MatchingPlan {
  const plan = policy.plans[Math.min(step, policy.plans.length - 1)];
  if (!plan) throw new Error('unable to find what holds at the step; a policy has a plan before its first one');
  return plan;
}
