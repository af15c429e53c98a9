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
  callers: readonly ActorKind[];
  relation: Relation;
  /** What errors say: `unable to <operation>; <reason>`. */
  operation: string;
}

const everyone = ['visitor', 'coach', 'manager', 'brand', 'host'] as const;
const staff = ['coach', 'manager'] as const;
const keepers = ['manager', 'host'] as const;

/**
 * The registry: every method of the wire. Server validation (`core/protocol/schema`), the authorisation matrix, client
 * types and the reference docs are derived from it.
 */
export const methods = {
  'session.open': { kind: 'call', callers: everyone, relation: 'anyone', operation: 'open the session' },
  'availability.get': { kind: 'call', callers: everyone, relation: 'anyone', operation: 'read the availability' },
  'conversation.ask': { kind: 'command', callers: ['visitor'], relation: 'newcomer', operation: 'ask the question' },
  'message.post': {
    kind: 'command',
    callers: ['visitor', 'coach'],
    relation: 'people',
    operation: 'post the message',
  },
  'page.set': { kind: 'command', callers: ['visitor'], relation: 'self', operation: 'set the page' },
  'conversation.leave': {
    kind: 'command',
    callers: ['visitor'],
    relation: 'visitor',
    operation: 'leave the conversation',
  },
  'alternative.choose': {
    kind: 'command',
    callers: ['visitor'],
    relation: 'visitor',
    operation: 'choose another way',
  },
  'conversation.thank': { kind: 'command', callers: ['visitor'], relation: 'visitor', operation: 'thank the coach' },
  'conversation.rate': {
    kind: 'command',
    callers: ['visitor'],
    relation: 'visitor',
    operation: 'rate the conversation',
  },
  'presence.set': { kind: 'command', callers: ['coach'], relation: 'self', operation: 'set the presence' },
  'preferences.set': { kind: 'command', callers: ['coach'], relation: 'self', operation: 'set the preferences' },
  'expertise.verify': {
    kind: 'command',
    callers: ['manager'],
    relation: 'member',
    operation: 'verify the expertise',
  },
  'coach.suspend': { kind: 'command', callers: ['manager'], relation: 'member', operation: 'suspend the coach' },
  'coach.reinstate': { kind: 'command', callers: ['manager'], relation: 'member', operation: 'reinstate the coach' },
  'request.claim': { kind: 'command', callers: ['coach'], relation: 'shown', operation: 'claim the request' },
  'request.extend': { kind: 'command', callers: ['coach'], relation: 'coach', operation: 'extend the claim' },
  'request.decline': { kind: 'command', callers: ['coach'], relation: 'shown', operation: 'decline the request' },
  'conversation.release': {
    kind: 'command',
    callers: staff,
    relation: 'steward',
    operation: 'release the conversation',
  },
  'conversation.transfer': {
    kind: 'command',
    callers: staff,
    relation: 'steward',
    operation: 'transfer the conversation',
  },
  'conversation.report': {
    kind: 'command',
    callers: ['visitor', 'coach'],
    relation: 'people',
    operation: 'report the conversation',
  },
  'conversation.block': {
    kind: 'command',
    callers: ['visitor', 'coach'],
    relation: 'people',
    operation: 'block the other person',
  },
  'conversation.close': { kind: 'command', callers: staff, relation: 'steward', operation: 'close the conversation' },
  'conversation.inspect': {
    kind: 'command',
    callers: ['manager'],
    relation: 'steward',
    operation: 'read the conversation',
  },
  'conversation.find': { kind: 'call', callers: ['manager'], relation: 'anyone', operation: 'find conversations' },
  'report.close': { kind: 'command', callers: ['manager'], relation: 'steward', operation: 'close the report' },
  'coverage.read': { kind: 'call', callers: ['manager'], relation: 'anyone', operation: 'read the coverage' },
  'lounge.post': { kind: 'command', callers: staff, relation: 'self', operation: 'post in the lounge' },
  'lounge.comment': { kind: 'command', callers: staff, relation: 'self', operation: 'comment in the lounge' },
  'lounge.like': { kind: 'command', callers: staff, relation: 'self', operation: 'like the post' },
  'lounge.unlike': { kind: 'command', callers: staff, relation: 'self', operation: 'take back the like' },
  'lounge.remove': { kind: 'command', callers: staff, relation: 'author', operation: 'remove it from the lounge' },
  'lounge.pin': { kind: 'command', callers: ['manager'], relation: 'self', operation: 'pin the post' },
  'thread.post': { kind: 'command', callers: staff, relation: 'correspondent', operation: 'post in the thread' },
  'announcement.publish': {
    kind: 'command',
    callers: ['manager'],
    relation: 'self',
    operation: 'publish the announcement',
  },
  'reward.redeem': { kind: 'command', callers: ['coach'], relation: 'self', operation: 'redeem the reward' },
  'reward.fulfil': { kind: 'command', callers: ['manager'], relation: 'self', operation: 'fulfil the reward' },
  'reward.refuse': { kind: 'command', callers: ['manager'], relation: 'self', operation: 'refuse the reward' },
  'points.reverse': { kind: 'command', callers: ['manager'], relation: 'member', operation: 'reverse the points' },
  'tier.lock': { kind: 'command', callers: ['manager'], relation: 'member', operation: 'lock the tier' },
  'grade.confirm': { kind: 'command', callers: ['manager'], relation: 'member', operation: 'confirm the grade' },
  'milestone.complete': {
    kind: 'command',
    callers: ['manager'],
    relation: 'member',
    operation: 'complete the milestone',
  },
  'review.close': { kind: 'command', callers: ['manager'], relation: 'member', operation: 'close the review' },
  'visitor.erase': { kind: 'command', callers: keepers, relation: 'self', operation: 'erase the visitor' },
  'coach.erase': { kind: 'command', callers: keepers, relation: 'self', operation: 'erase the coach' },
  'hold.place': { kind: 'command', callers: keepers, relation: 'self', operation: 'place the hold' },
  'hold.lift': { kind: 'command', callers: keepers, relation: 'self', operation: 'lift the hold' },
  'person.export': { kind: 'call', callers: keepers, relation: 'self', operation: 'export the person' },
  'match.explain': { kind: 'call', callers: staff, relation: 'reader', operation: 'explain the matching' },
  'feed.open': { kind: 'call', callers: everyone, relation: 'reader', operation: 'open the feed' },
  'feed.pull': { kind: 'call', callers: everyone, relation: 'reader', operation: 'page back in the feed' },
  'feed.close': { kind: 'call', callers: everyone, relation: 'anyone', operation: 'close the feed' },
  'view.open': { kind: 'call', callers: everyone, relation: 'reader', operation: 'open the view' },
  'view.close': { kind: 'call', callers: everyone, relation: 'anyone', operation: 'close the view' },
  signal: { kind: 'signal', callers: ['visitor', 'coach'], relation: 'people', operation: 'send the signal' },
} as const satisfies Record<string, MethodDescription>;

export type Method = keyof typeof methods;
export type CommandMethod = {
  [M in Method]: (typeof methods)[M]['kind'] extends 'command' ? M : never;
}[Method];

export const isMethod = (name: unknown): name is Method => typeof name === 'string' && Object.hasOwn(methods, name);

/** The error grammar, in one place. */
export const refusalMessage = (method: Method, reason: string) => `unable to ${methods[method].operation}; ${reason}`;
