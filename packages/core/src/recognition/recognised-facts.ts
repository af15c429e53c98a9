/** What may be recognised by points, each with what it says of a fact beside who, when and about what. */
export const recognisedFacts = {
  'conversation.thanked': [],
  'conversation.rated': ['starsAtLeast'],
  'conversation.closed': ['outcomeIs'],
  'post.liked': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What of these a colleague gives, and costs them nothing: the most that one may bring, and a day of them. */
export const peerMax: Readonly<Record<string, { points: number; perDay: number }>> = {
  'post.liked': { points: 2, perDay: 10 },
};

/** What never is, with the reason, so that whoever writes such a rule learns why. */
export const neverRecognised: Readonly<Record<string, string>> = {
  'request.claimed': 'pays for speed: whoever clicks first, not whoever helps',
  'request.declined': 'pays by who declines less: saying no must cost nothing',
  'presence.changed': 'pays for presence: free time is a privilege, not help',
  'session.opened': 'pays for presence: free time is a privilege, not help',
  'message.posted': 'pays for volume: many words, not help',
  'conversation.asked': 'pays for what a visitor did',
};

/** Conditions that people ask for, and that make a rule pay for what it must not. */
export const neverAsked: Readonly<Record<string, string>> = {
  answeredWithin: 'pays for speed: a hasty answer is not a better one',
  claimedWithin: 'pays for speed: a hasty answer is not a better one',
  repliedWithin: 'pays for speed: a hasty answer is not a better one',
  onlineFor: 'pays for presence: free time is a privilege, not help',
  acceptanceAtLeast: 'pays for declining less: saying no must cost nothing',
  declinedAtMost: 'pays for declining less: saying no must cost nothing',
};
