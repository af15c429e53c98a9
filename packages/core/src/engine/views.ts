import type { ViewDefinition } from '../ports/storage.js';

/** One row per conversation: the inbox, a visitor's open conversations and a coach's are queries over it. */
export const conversationView: ViewDefinition = {
  name: 'conversation',
  columns: {
    status: 'text',
    visitorId: 'text',
    coachId: 'text',
    topic: 'text',
    locale: 'text',
    askedAt: 'integer',
    later: 'integer',
    outcome: 'text',
    question: 'text',
    page: 'json',
    firstCoachId: 'text',
    firstUntil: 'integer',
    lastCoachId: 'text',
    // What managers look for and count. Absent in rows of older releases.
    /** The last eight characters of its id: where it begins, ids made at about the same time are alike. */
    shortId: 'text',
    /** The coach who has it, or had it last. */
    handledById: 'text',
    claimedAt: 'integer',
    /** 1 while its coach was reminded of an answer that is due. */
    overdue: 'integer',
    /** From when its retention counts; null while it is open, and once it was erased. */
    retainedFrom: 'integer',
  },
  content: ['question', 'page'],
  indexes: [
    ['status', 'askedAt'],
    ['visitorId'],
    ['coachId'],
    ['askedAt'],
    ['topic', 'askedAt'],
    ['handledById', 'askedAt'],
    ['shortId'],
    ['retainedFrom'],
  ],
};

/** One row per person of the community. */
export const coachView: ViewDefinition = {
  name: 'coach',
  columns: {
    kind: 'text',
    subject: 'text',
    name: 'text',
    locales: 'json',
    topics: 'json',
    status: 'text',
    until: 'integer',
    capacity: 'integer',
    openCount: 'integer',
    // What matching asks beside. Absent in rows of older releases: `coachFactsOf` knows what that means.
    expertise: 'json',
    claimedAt: 'json',
    pingedAt: 'json',
    quietHours: 'json',
    pingsPerDayMax: 'integer',
    tier: 'text',
    grades: 'json',
    suspendedAt: 'integer',
    suspendedFor: 'text',
    /** Points. */
    spendable: 'integer',
    onBoards: 'integer',
  },
  content: ['suspendedFor'],
  indexes: [['subject'], ['kind']],
};

/** One row per request that waits and that the matcher has looked at: who sees it. */
export const matchView: ViewDefinition = {
  name: 'match',
  columns: {
    step: 'integer',
    board: 'integer',
    requirement: 'json',
    /** By coach. */
    offers: 'json',
    excluded: 'json',
  },
  content: [],
  indexes: [],
};

/** One row per conversation in which one of the two blocked the other: they don't meet again. */
export const blockView: ViewDefinition = {
  name: 'block',
  columns: { visitorId: 'text', coachId: 'text' },
  content: [],
  indexes: [['visitorId'], ['coachId']],
};

/** One row per conversation that somebody reported, until a manager has seen to it. */
export const reportView: ViewDefinition = {
  name: 'report',
  columns: { reportedAt: 'integer', reports: 'json', comments: 'json' },
  content: ['comments'],
  indexes: [['reportedAt']],
};

/** One row per stream and kind of deadline: what must happen if nothing else does. */
export const deadlineView: ViewDefinition = {
  name: 'deadline',
  columns: { stream: 'text', kind: 'text', dueAt: 'integer' },
  content: [],
  indexes: [['dueAt']],
};

/** One row per durable consumer of the log: how far it has come. The one view whose rows are of no stream. */
export const positionView: ViewDefinition = {
  name: 'position',
  columns: { reached: 'integer' },
  content: [],
  indexes: [],
};

/** A row per node, and more where many are there: which coaches are connected to it. Of no stream; old rows mean nothing. */
export const shareView: ViewDefinition = {
  name: 'share',
  columns: { coachIds: 'json', passive: 'json', sharedAt: 'integer' },
  content: [],
  indexes: [],
};

/** One row per minute and topic in which visitors looked for somebody while nobody was there. */
export const demandView: ViewDefinition = {
  name: 'demand',
  columns: { minute: 'integer', topic: 'text', count: 'integer' },
  content: [],
  indexes: [['minute']],
};

/** One row per coach to whom, or from whom, a manager's thread has anything: when they last wrote. */
export const careView: ViewDefinition = {
  name: 'care',
  columns: { lastContactAt: 'integer', lastFromCoachAt: 'integer', lastFromManagersAt: 'integer' },
  content: [],
  indexes: [],
};

/** One row per announcement. Who sees it, and from when, is data. */
export const announcementView: ViewDefinition = {
  name: 'announcement',
  columns: {
    title: 'text',
    text: 'text',
    tier: 'text',
    visibleAt: 'integer',
    publishedAt: 'integer',
    by: 'json',
  },
  content: ['title', 'text'],
  indexes: [['publishedAt']],
};

/** One row per thing that waits for a manager about one coach: a milestone's gesture, a grade to confirm. */
export const taskView: ViewDefinition = {
  name: 'task',
  columns: { kind: 'text', coachId: 'text', name: 'text', topic: 'text', since: 'integer' },
  content: [],
  indexes: [],
};

/** One row per reward that anybody had. */
export const rewardView: ViewDefinition = {
  name: 'reward',
  columns: { taken: 'integer' },
  content: [],
  indexes: [],
};

/** One row per redemption of a reward. */
export const redemptionView: ViewDefinition = {
  name: 'redemption',
  columns: {
    rewardId: 'text',
    coachId: 'text',
    cost: 'integer',
    redeemedAt: 'integer',
    status: 'text',
    reason: 'text',
  },
  content: ['reason'],
  indexes: [
    ['coachId', 'redeemedAt'],
    ['status', 'redeemedAt'],
  ],
};

/** One row per coach of whom anything is on record: what boards count, and which badges they hold. */
export const tallyView: ViewDefinition = {
  name: 'tally',
  columns: {
    counts: 'json',
    badges: 'json',
    tier: 'text',
    isTierLocked: 'integer',
    grades: 'json',
    /** How many grades wait for a manager. */
    proposed: 'integer',
  },
  content: [],
  indexes: [],
};

/** One row per conversation in which both wrote, for guards against made-up thanks; day of the exchange, UTC. */
export const guardedView: ViewDefinition = {
  name: 'guarded',
  columns: {
    day: 'integer',
    coachId: 'text',
    visitorId: 'text',
    answeredAt: 'integer',
    thankedAt: 'integer',
    thankedAfterMs: 'integer',
    origins: 'json',
    question: 'text',
  },
  content: [],
  indexes: [['day']],
};

/** One row per coach about whose thanks somebody should look, or did and found fraud. */
export const reviewView: ViewDefinition = {
  name: 'review',
  columns: { open: 'json', confirmedAt: 'integer' },
  content: [],
  indexes: [],
};

/** One row per day, coach and keyed digest of where they were connected. Of no stream; old rows are removed. */
export const originView: ViewDefinition = {
  name: 'origin',
  columns: { day: 'integer', coachId: 'text', origin: 'text' },
  content: [],
  indexes: [['day']],
};

/** The key of today's digests of origins, one row. Of no stream: the next day's takes its place, and yesterday's is gone. */
export const originKeyView: ViewDefinition = {
  name: 'day_secret',
  // `key` is every view's own.
  columns: { day: 'integer', secret: 'text' },
  content: [],
  indexes: [],
};

/** One row per person about whose data something happened: erased, exported, on hold. */
export const privacyView: ViewDefinition = {
  name: 'privacy',
  columns: {
    erasing: 'text',
    requestedAt: 'integer',
    completedAt: 'integer',
    holdReason: 'text',
    heldSince: 'integer',
    exportedAt: 'integer',
  },
  content: ['holdReason'],
  indexes: [['heldSince']],
};

/** Every view of the engine; a storage adapter makes one table of each. */
export const views: readonly ViewDefinition[] = [
  conversationView,
  coachView,
  matchView,
  blockView,
  reportView,
  deadlineView,
  positionView,
  demandView,
  shareView,
  careView,
  announcementView,
  taskView,
  rewardView,
  redemptionView,
  tallyView,
  guardedView,
  reviewView,
  originView,
  originKeyView,
  privacyView,
];
