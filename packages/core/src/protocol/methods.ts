/** The kinds of people that may call; `host` is the application that embeds the community, not a person. */
export type ActorKind = 'visitor' | 'coach' | 'manager' | 'brand' | 'host';

/**
 * What the caller must be to the thing that a method touches; whoever is not gets `not_found`.
 * `anyone`, `self`: nothing to check beyond the kind. `newcomer`: nobody has used the id, or its visitor did.
 * `visitor`, `coach`, `people`: the conversation's own. `steward`: its coach, or a manager. `shown`: a coach who was
 * shown the request. `member`: the thing is a coach of the community. `author`: who wrote it, or a manager.
 * `correspondent`: the coach whose thread it is, or a manager. `reader`: decided by the feed or view that is named.
 */
export type Relation =
  | 'anyone'
  | 'self'
  | 'newcomer'
  | 'visitor'
  | 'coach'
  | 'people'
  | 'steward'
  | 'shown'
  | 'member'
  | 'author'
  | 'correspondent'
  | 'reader';

export interface MethodDescription {
  /** `command`: changes stored state, carries a `commandId`. `call`: reads or subscribes. `signal`: a notification. */
  kind: 'command' | 'call' | 'signal';
  /** What errors say: `unable to <operation>; <reason>`. */
  operation: string;
}

/** Who may call, and what they must be to what they touch. */
export interface MethodRights {
  callers: readonly ActorKind[];
  relation: Relation;
}

/**
 * The registry: every method of the wire. Server validation (`core/protocol/schema`), the authorisation matrix, client
 * types and the reference docs are derived from it. Who may call what stands below, so that browsers need not load it.
 */
export const methods = {
  'session.open': { kind: 'call', operation: 'open the session' },
  'availability.get': { kind: 'call', operation: 'read the availability' },
  'conversation.ask': { kind: 'command', operation: 'ask the question' },
  'message.post': { kind: 'command', operation: 'post the message' },
  'page.set': { kind: 'command', operation: 'set the page' },
  'conversation.leave': { kind: 'command', operation: 'leave the conversation' },
  'alternative.choose': { kind: 'command', operation: 'choose another way' },
  'conversation.thank': { kind: 'command', operation: 'thank the coach' },
  'conversation.rate': { kind: 'command', operation: 'rate the conversation' },
  'presence.set': { kind: 'command', operation: 'set the presence' },
  'preferences.set': { kind: 'command', operation: 'set the preferences' },
  'expertise.verify': { kind: 'command', operation: 'verify the expertise' },
  'coach.suspend': { kind: 'command', operation: 'suspend the coach' },
  'coach.reinstate': { kind: 'command', operation: 'reinstate the coach' },
  'request.claim': { kind: 'command', operation: 'claim the request' },
  'request.extend': { kind: 'command', operation: 'extend the claim' },
  'request.decline': { kind: 'command', operation: 'decline the request' },
  'conversation.release': { kind: 'command', operation: 'release the conversation' },
  'conversation.transfer': { kind: 'command', operation: 'transfer the conversation' },
  'conversation.report': { kind: 'command', operation: 'report the conversation' },
  'conversation.block': { kind: 'command', operation: 'block the other person' },
  'conversation.close': { kind: 'command', operation: 'close the conversation' },
  'conversation.inspect': { kind: 'command', operation: 'read the conversation' },
  'conversation.find': { kind: 'call', operation: 'find conversations' },
  'report.close': { kind: 'command', operation: 'close the report' },
  'coverage.read': { kind: 'call', operation: 'read the coverage' },
  'lounge.post': { kind: 'command', operation: 'post in the lounge' },
  'lounge.comment': { kind: 'command', operation: 'comment in the lounge' },
  'lounge.like': { kind: 'command', operation: 'like the post' },
  'lounge.unlike': { kind: 'command', operation: 'take back the like' },
  'lounge.remove': { kind: 'command', operation: 'remove it from the lounge' },
  'lounge.pin': { kind: 'command', operation: 'pin the post' },
  'thread.post': { kind: 'command', operation: 'post in the thread' },
  'announcement.publish': { kind: 'command', operation: 'publish the announcement' },
  'reward.redeem': { kind: 'command', operation: 'redeem the reward' },
  'reward.fulfil': { kind: 'command', operation: 'fulfil the reward' },
  'reward.refuse': { kind: 'command', operation: 'refuse the reward' },
  'points.reverse': { kind: 'command', operation: 'reverse the points' },
  'tier.lock': { kind: 'command', operation: 'lock the tier' },
  'grade.confirm': { kind: 'command', operation: 'confirm the grade' },
  'milestone.complete': { kind: 'command', operation: 'complete the milestone' },
  'review.close': { kind: 'command', operation: 'close the review' },
  'visitor.erase': { kind: 'command', operation: 'erase the visitor' },
  'coach.erase': { kind: 'command', operation: 'erase the coach' },
  'hold.place': { kind: 'command', operation: 'place the hold' },
  'hold.lift': { kind: 'command', operation: 'lift the hold' },
  'person.export': { kind: 'call', operation: 'export the person' },
  'match.explain': { kind: 'call', operation: 'explain the matching' },
  'feed.open': { kind: 'call', operation: 'open the feed' },
  'feed.pull': { kind: 'call', operation: 'page back in the feed' },
  'feed.close': { kind: 'call', operation: 'close the feed' },
  'view.open': { kind: 'call', operation: 'open the view' },
  'view.close': { kind: 'call', operation: 'close the view' },
  signal: { kind: 'signal', operation: 'send the signal' },
} as const satisfies Record<string, MethodDescription>;

const everyone = ['visitor', 'coach', 'manager', 'brand', 'host'] as const;
const staff = ['coach', 'manager'] as const;
const keepers = ['manager', 'host'] as const;

/** The registry's other half, which only the server asks. */
export const rights = {
  'session.open': { callers: everyone, relation: 'anyone' },
  'availability.get': { callers: everyone, relation: 'anyone' },
  'conversation.ask': { callers: ['visitor'], relation: 'newcomer' },
  'message.post': { callers: ['visitor', 'coach'], relation: 'people' },
  'page.set': { callers: ['visitor'], relation: 'self' },
  'conversation.leave': { callers: ['visitor'], relation: 'visitor' },
  'alternative.choose': { callers: ['visitor'], relation: 'visitor' },
  'conversation.thank': { callers: ['visitor'], relation: 'visitor' },
  'conversation.rate': { callers: ['visitor'], relation: 'visitor' },
  'presence.set': { callers: ['coach'], relation: 'self' },
  'preferences.set': { callers: ['coach'], relation: 'self' },
  'expertise.verify': { callers: ['manager'], relation: 'member' },
  'coach.suspend': { callers: ['manager'], relation: 'member' },
  'coach.reinstate': { callers: ['manager'], relation: 'member' },
  'request.claim': { callers: ['coach'], relation: 'shown' },
  'request.extend': { callers: ['coach'], relation: 'coach' },
  'request.decline': { callers: ['coach'], relation: 'shown' },
  'conversation.release': { callers: staff, relation: 'steward' },
  'conversation.transfer': { callers: staff, relation: 'steward' },
  'conversation.report': { callers: ['visitor', 'coach'], relation: 'people' },
  'conversation.block': { callers: ['visitor', 'coach'], relation: 'people' },
  'conversation.close': { callers: staff, relation: 'steward' },
  'conversation.inspect': { callers: ['manager'], relation: 'steward' },
  'conversation.find': { callers: ['manager'], relation: 'anyone' },
  'report.close': { callers: ['manager'], relation: 'steward' },
  'coverage.read': { callers: ['manager'], relation: 'anyone' },
  'lounge.post': { callers: staff, relation: 'self' },
  'lounge.comment': { callers: staff, relation: 'self' },
  'lounge.like': { callers: staff, relation: 'self' },
  'lounge.unlike': { callers: staff, relation: 'self' },
  'lounge.remove': { callers: staff, relation: 'author' },
  'lounge.pin': { callers: ['manager'], relation: 'self' },
  'thread.post': { callers: staff, relation: 'correspondent' },
  'announcement.publish': { callers: ['manager'], relation: 'self' },
  'reward.redeem': { callers: ['coach'], relation: 'self' },
  'reward.fulfil': { callers: ['manager'], relation: 'self' },
  'reward.refuse': { callers: ['manager'], relation: 'self' },
  'points.reverse': { callers: ['manager'], relation: 'member' },
  'tier.lock': { callers: ['manager'], relation: 'member' },
  'grade.confirm': { callers: ['manager'], relation: 'member' },
  'milestone.complete': { callers: ['manager'], relation: 'member' },
  'review.close': { callers: ['manager'], relation: 'member' },
  'visitor.erase': { callers: keepers, relation: 'self' },
  'coach.erase': { callers: keepers, relation: 'self' },
  'hold.place': { callers: keepers, relation: 'self' },
  'hold.lift': { callers: keepers, relation: 'self' },
  'person.export': { callers: keepers, relation: 'self' },
  'match.explain': { callers: staff, relation: 'reader' },
  'feed.open': { callers: everyone, relation: 'reader' },
  'feed.pull': { callers: everyone, relation: 'reader' },
  'feed.close': { callers: everyone, relation: 'anyone' },
  'view.open': { callers: everyone, relation: 'reader' },
  'view.close': { callers: everyone, relation: 'anyone' },
  signal: { callers: ['visitor', 'coach'], relation: 'people' },
} as const satisfies Record<Method, MethodRights>;

export type Method = keyof typeof methods;
export type CommandMethod = {
  [M in Method]: (typeof methods)[M]['kind'] extends 'command' ? M : never;
}[Method];

export const isMethod = (name: unknown): name is Method => typeof name === 'string' && Object.hasOwn(methods, name);

/** The error grammar, in one place. */
export const refusalMessage = (method: Method, reason: string) => `unable to ${methods[method].operation}; ${reason}`;
