/**
 * Every way the domain says no, each answered by when asking again makes sense: `same_id`, the cause may pass and the
 * same command may then succeed; `new_id`, the person may decide again; `never`, the answer will not change.
 */
export const refusals = {
  unauthenticated: 'never',
  suspended: 'new_id',
  not_found: 'never',
  unavailable: 'same_id',
  rate_limited: 'same_id',
  closed: 'new_id',
  unknown_topic: 'new_id',
  conflicting_duplicate: 'never',
  already_asked: 'never',
  too_many_conversations: 'new_id',
  already_claimed: 'never',
  at_capacity: 'new_id',
  quiet_hours: 'new_id',
  over_budget: 'new_id',
  not_available: 'new_id',
  already_declined: 'never',
  not_offered: 'new_id',
  already_blocked: 'never',
  already_reported: 'never',
  not_reported: 'never',
  already_suspended: 'never',
  not_suspended: 'never',
  not_claimed: 'never',
  already_answered: 'never',
  already_extended: 'never',
  not_answered: 'new_id',
  already_thanked: 'never',
  already_rated: 'never',
  not_thanked: 'new_id',
  conversation_closed: 'never',
  already_posted: 'never',
  already_liked: 'never',
  not_liked: 'never',
  too_many_comments: 'never',
  too_many_pins: 'new_id',
  superseded: 'never',
  invalid_transfer: 'never',
  conflicting_transfer: 'never',
  already_awarded: 'never',
  too_old: 'never',
  not_pending: 'never',
  not_settled: 'new_id',
  insufficient_points: 'new_id',
  out_of_stock: 'new_id',
  tier_not_reached: 'new_id',
  too_many_feeds: 'new_id',
  on_legal_hold: 'new_id',
  not_on_hold: 'new_id',
  erasure_under_way: 'new_id',
  already_erased: 'never',
} as const satisfies Record<string, 'same_id' | 'new_id' | 'never'>;

export type Refusal = keyof typeof refusals;
export type Retry = (typeof refusals)[Refusal];

/** Whether, and with which command id, a refused command is worth sending again. */
export const retry = (refusal: Refusal): Retry => refusals[refusal];

export const isRefusal = (reason: unknown): reason is Refusal => typeof reason === 'string' && reason in refusals;
