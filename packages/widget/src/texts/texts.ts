/** The forms of a phrase that counts, by the categories of `Intl.PluralRules`; `{n}` is the number. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** What the launcher says before the chat is loaded. */
export interface LauncherTexts {
  title: string;
  promise: string;
  /** On the launcher while somebody is there. */
  action: string;
  /** … and while nobody is. */
  actionLater: string;
  greeting: string;
  dismiss: string;
  unread: Plural;
  notLoaded: string;
  /** `{time}` is a wait. */
  responds: string;
}

/** What the open chat says. `{name}` is the coach. */
export interface ChatTexts {
  close: string;
  retry: string;
  online: Plural;
  busy: string;
  opening: string;
  nobody: string;
  looking: string;
  disclosure: string;
  ask: string;
  question: string;
  questionLater: string;
  laterLine: string;
  privacy: string;
  topic: string;
  anyTopic: string;
  send: string;
  sendLater: string;
  gateShut: string;
  gateShutHint: string;
  keepForLater: string;
  discard: string;

  sending: string;
  waiting: string;
  waitingLine: Plural;
  waitingBusy: string;
  waitingNobody: string;
  place: Plural;
  first: string;
  expected: string;
  writeOn: string;
  noPromise: string;
  kept: string;
  keptLine: string;
  steppedAway: string;
  passedOn: string;
  othersAsked: string;
  waitedLong: string;
  alternativeHandOver: string;
  alternativeLater: string;

  volunteer: string;
  claimed: string;
  answers: string;
  onHold: string;
  onHoldLine: string;
  reminded: string;
  back: string;

  conversation: string;
  message: string;
  post: string;
  emoji: string;
  you: string;
  types: string;
  statusSending: string;
  statusSent: string;
  statusRead: string;
  statusFailed: string;
  erased: string;
  earlier: string;
  /** For a link: `{host}` is where it leads. */
  leadsTo: string;

  offline: string;
  offlineLine: string;
  reconnecting: string;
  stopped: string;

  menu: string;
  end: string;
  endSure: string;
  endYes: string;
  cancel: string;
  report: string;
  reportLine: string;
  reportReason: string;
  reasonRude: string;
  reasonWrong: string;
  reasonPersonal: string;
  reasonOther: string;
  reportComment: string;
  reportSend: string;
  reported: string;
  blockLine: string;
  copy: string;
  copied: string;
  download: string;
  fileName: string;

  ended: string;
  endedHandedOver: string;
  endedBlocked: string;
  endedExpired: string;
  endedUnanswered: string;
  gone: string;
  thankTitle: string;
  thankLine: string;
  thankComment: string;
  thank: string;
  thanked: string;
  rateLegend: string;
  stars: Plural;
  rated: Plural;
  help: string;
  helpLine: string;
  helpAction: string;
  askAgain: string;

  refusedRate: string;
  refusedMany: string;
  refusedOther: string;
}

/** All that a visitor can meet: each of these can be said otherwise. */
export type Texts = LauncherTexts & ChatTexts;

/** The languages that come with the widget. */
export type Language = 'en' | 'fr' | 'es';
