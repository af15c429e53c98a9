import type { Condition, PointRule } from './types.js';

/** A rule for points: as JSON it is the rule itself, and each call gives a rule with one thing more. */
export interface AwardRule extends PointRule {
  /** What people read in their history. */
  named(kind: string): AwardRule;
  /** Conditions that must hold beside those before. */
  when(...conditions: readonly Condition[]): AwardRule;
  /** Points of this kind that a coach gets on one calendar day. */
  capPerDay(points: number): AwardRule;
  /** Points of this kind that one visitor can bring one coach. @defaultValue within 30 days */
  capPerPair(points: number, options?: { days?: number }): AwardRule;
}

const pairDaysDefault = 30;

/** Beside the fields of the rule, not among them. */
const calls: Omit<AwardRule, keyof PointRule> & ThisType<AwardRule> = {
  named(kind) {
    return ruleOf({ ...this, kind });
  },
  when(...conditions) {
    return ruleOf({ ...this, conditions: [...(this.conditions ?? []), ...conditions] });
  },
  capPerDay(perDay) {
    return ruleOf({ ...this, perDay });
  },
  capPerPair(points, { days = pairDaysDefault } = {}) {
    return ruleOf({ ...this, perPair: { points, days } });
  },
};

const ruleOf = (rule: PointRule): AwardRule => Object.assign(Object.create(calls), rule) as AwardRule;

/** Begins a rule: `award(10).on('conversation.thanked').when(exchangedBothWays()).capPerDay(200)`. */
export const award = (points: number): { on(event: string): AwardRule } => ({
  on: (event) => ruleOf({ points, on: event }),
});
