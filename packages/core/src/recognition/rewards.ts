import type { Actor, By } from '../conversation/types.js';

/** `voucher` and `cash` are like money: a community that wants them says so. */
export type RewardKind = 'object' | 'experience' | 'access' | 'donation' | 'voucher' | 'cash';

export const cashLike: readonly RewardKind[] = ['voucher', 'cash'];

/** Something to be had for points. */
export interface Reward {
  id: string;
  kind: RewardKind;
  /** What people read, by language. @defaultValue the id */
  labels?: Readonly<Record<string, string>>;
  /** In points. */
  cost: number;
  /** How many there are. @defaultValue without end */
  stock?: number;
  /** For this tier of the ladder and those above it. @defaultValue for all */
  tier?: string;
  /** How many one coach may have. @defaultValue without end */
  perCoachMax?: number;
}

export interface RewardOptions {
  catalogue: readonly Reward[];
  /** The community accepts rewards that are like money, and what follows from that for volunteers. @defaultValue false */
  allowsCashLike?: boolean;
}

export type RewardCommand =
  | { type: 'reward.redeem'; redemptionId: string; coachId: string }
  | { type: 'reward.fulfil'; redemptionId: string }
  | { type: 'reward.refuse'; redemptionId: string; reason: string };

export type RewardEvent = { at: number; by: By } & (
  | { type: 'reward.redeemed'; data: { redemptionId: string; coachId: string; cost: number } }
  | { type: 'reward.fulfilled'; data: { redemptionId: string } }
  | { type: 'reward.refused'; data: { redemptionId: string; reason: string } }
);

export type RewardRefusal = 'not_found' | 'conflicting_duplicate' | 'tier_not_reached' | 'out_of_stock' | 'superseded';

export interface Redemption {
  redemptionId: string;
  coachId: string;
  /** What it cost when it was redeemed, whatever the catalogue says now. */
  cost: number;
  at: number;
  status: 'reserved' | 'fulfilled' | 'refused';
  reason: string | null;
}

/** One reward, and who had it: the stock is an invariant of this. */
export interface RewardState {
  redemptions: readonly Redemption[];
}

export const emptyReward: RewardState = { redemptions: [] };

export interface RewardContext {
  now: number;
  actor: Actor;
  /** Null for what the catalogue no longer has: it can be fulfilled, and not redeemed. */
  reward: Reward | null;
  /** The coach's tier, and all of the ladder from the highest down. */
  tier: string | null;
  ladder: readonly string[];
}

export type RewardDecision = { events: readonly RewardEvent[] } | { refused: RewardRefusal };

type EventBody = RewardEvent extends infer E ? (E extends RewardEvent ? Omit<E, 'at' | 'by'> : never) : never;

const refuse = (refused: RewardRefusal): RewardDecision => ({ refused });
const nothing: RewardDecision = { events: [] };
const accept = ({ now, actor }: RewardContext, body: EventBody): RewardDecision => ({
  events: [{ ...body, at: now, by: { kind: actor.kind, id: actor.id, name: actor.name } } as RewardEvent],
});

/** Whether a coach of this tier may have the reward. A tier that the ladder no longer has shuts nobody out. */
export function isOpenTo({ tier: least }: Reward, tier: string | null, ladder: readonly string[]): boolean {
  if (least === undefined || !ladder.includes(least)) return true;
  return tier !== null && ladder.includes(tier) && ladder.indexOf(tier) <= ladder.indexOf(least);
}

/** How many were taken; what was refused came back. */
export const takenOf = ({ redemptions }: RewardState): number =>
  redemptions.filter(({ status }) => status !== 'refused').length;

function redeem(
  { redemptionId, coachId }: Extract<RewardCommand, { type: 'reward.redeem' }>,
  state: RewardState,
  context: RewardContext,
): RewardDecision {
  const { reward, tier, ladder } = context;
  const known = state.redemptions.find((one) => one.redemptionId === redemptionId);
  if (known) return known.coachId === coachId ? nothing : refuse('conflicting_duplicate');
  if (!reward) return refuse('not_found');
  if (!isOpenTo(reward, tier, ladder)) return refuse('tier_not_reached');
  const { cost, stock = Number.POSITIVE_INFINITY, perCoachMax = Number.POSITIVE_INFINITY } = reward;
  const had = state.redemptions.filter((one) => one.coachId === coachId && one.status !== 'refused').length;
  if (takenOf(state) >= stock || had >= perCoachMax) return refuse('out_of_stock');
  // Whether the coach can pay is for the ledger to say, in the same commit.
  return accept(context, { type: 'reward.redeemed', data: { redemptionId, coachId, cost } });
}

function end(
  command: Exclude<RewardCommand, { type: 'reward.redeem' }>,
  { redemptions }: RewardState,
  context: RewardContext,
): RewardDecision {
  const { redemptionId } = command;
  const redemption = redemptions.find((one) => one.redemptionId === redemptionId);
  if (!redemption) return refuse('not_found');
  const isFulfilled = command.type === 'reward.fulfil';
  // A webhook tells twice: the same again changes nothing, the opposite comes too late.
  if (redemption.status === (isFulfilled ? 'fulfilled' : 'refused')) return nothing;
  if (redemption.status !== 'reserved') return refuse('superseded');
  if (isFulfilled) return accept(context, { type: 'reward.fulfilled', data: { redemptionId } });
  return accept(context, { type: 'reward.refused', data: { redemptionId, reason: command.reason } });
}

/** The only place where a rule about redeeming lives. The order of the checks is the precedence of its refusals. */
export function decideReward(command: RewardCommand, state: RewardState, context: RewardContext): RewardDecision {
  return command.type === 'reward.redeem' ? redeem(command, state, context) : end(command, state, context);
}

const ended = (state: RewardState, id: string, change: Pick<Redemption, 'status' | 'reason'>): RewardState => ({
  redemptions: state.redemptions.map((one) => (one.redemptionId === id ? { ...one, ...change } : one)),
});

/** The fold of one reward. */
export function evolveReward(state: RewardState, event: RewardEvent): RewardState {
  switch (event.type) {
    case 'reward.redeemed': {
      const redemption: Redemption = { ...event.data, at: event.at, status: 'reserved', reason: null };
      return { redemptions: [...state.redemptions, redemption] };
    }
    case 'reward.fulfilled':
      return ended(state, event.data.redemptionId, { status: 'fulfilled', reason: null });
    case 'reward.refused':
      return ended(state, event.data.redemptionId, { status: 'refused', reason: event.data.reason });
    default:
      return state;
  }
}
