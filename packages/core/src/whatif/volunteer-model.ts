/** How volunteers and visitors behave, in numbers. Durations are means of exponential distributions unless said. */
export interface VolunteerModel {
  /** Until a coach who sees a request looks at it. */
  noticeMs: number;
  /** Chance that a coach who looks doesn't take it. */
  declineShare: number;
  /** Of those, who say so; the others let the offer pass. */
  declineToldShare: number;
  /** Chance that a coach who claimed never answers, so that the lease ends. */
  lapseShare: number;
  /** From the claim to the coach's first words. */
  replyMs: number;
  /** From the first words to the end. */
  serviceMs: number;
  /** What each further conversation at once adds to `replyMs`, as a share. */
  replySlowdown: number;
  /** What each further conversation at once adds to `serviceMs`, as a share. */
  serviceSlowdown: number;
  /** Chance that a conversation breaks off, evenly anywhere in it. */
  breakOffShare: number;
  /** How long visitors wait for a coach. */
  patienceMs: number;
  /** Of those who give up, who leave without a word: a coach finds that out only after `silenceMs`. */
  silentShare: number;
  /** How long a silent visitor keeps the slot; not drawn. */
  silenceMs: number;
  /** Chance that a waiting visitor takes the hand-over, or leaves the question for later, when a step offers it. */
  alternativeShare: number;
  /** Chance that a pinged coach comes. */
  pingAnswerShare: number;
  /** Until a pinged coach comes. */
  pingDelayMs: number;
  /** How long a pinged coach stays. */
  pingStayMs: number;
  /** How long a ping makes a coach deaf to further ones. */
  pingInactivityMs: number;
  /** How long a lease lasts unless answered; the community's setting, not drawn. */
  leaseMs: number;
  /** How long a request waits before it ends as expired; the community's setting, not drawn. */
  requestMs: number;
  /** Chance that a visitor who meets a closed window leaves the question for later. */
  laterShare: number;
  /** The same as `requestMs` for those; the community's setting, not drawn. */
  laterRequestMs: number;
}

/** One default, and where it is from. `assumed`: nobody measured it, to our knowledge; vary it before you believe. */
export interface ModelParameter {
  value: number;
  kind: 'share' | 'duration' | 'factor';
  source: string;
}

const irc = 'Ubuntu IRC (Kummerfeld et al., ACL 2019), 4,560 questions, Kaplan-Meier';
const star = 'STAR dialogues (Mosig et al., 2020)';

/** Every parameter with its default and its source. */
export const volunteerParameters: Readonly<Record<keyof VolunteerModel, ModelParameter>> = {
  noticeMs: {
    value: 38_000,
    kind: 'duration',
    source: `${irc}: of those answered, 79 % were within a minute. It is the first of a whole channel; one coach is slower`,
  },
  declineShare: {
    value: 0.43,
    kind: 'share',
    source: `${irc}: 57 % get a human reply. It is a channel's silence, taken for one coach's`,
  },
  declineToldShare: { value: 0.5, kind: 'share', source: 'assumed' },
  lapseShare: { value: 0.03, kind: 'share', source: 'assumed' },
  replyMs: { value: 30_000, kind: 'duration', source: `${star}: half of the replies within 21 s` },
  serviceMs: {
    value: 600_000,
    kind: 'duration',
    source: 'between 6.5 min (Ubuntu IRC, mean) and 11 min 55 s (Comm100 2019, paid staff)',
  },
  replySlowdown: { value: 0.18, kind: 'factor', source: 'Goes, Ilk, Lin and Zhao, Management Science 2018: +18 %' },
  serviceSlowdown: { value: 0.04, kind: 'factor', source: 'Goes, Ilk, Lin and Zhao, Management Science 2018: +4 %' },
  breakOffShare: { value: 0.066, kind: 'share', source: `${star}: 203 of 3,089 end before they are complete` },
  patienceMs: { value: 120_000, kind: 'duration', source: 'assumed, as in the usual Erlang A examples' },
  silentShare: {
    value: 0.713,
    kind: 'share',
    source: 'Castellanos, Yom-Tov, Goldberg and Park, 2025: 71.3 % of those who gave up in one firm',
  },
  silenceMs: { value: 180_000, kind: 'duration', source: "Entraide's default before a silent visitor is put on hold" },
  alternativeShare: { value: 0.3, kind: 'share', source: 'assumed' },
  pingAnswerShare: { value: 0.2, kind: 'share', source: 'assumed' },
  pingDelayMs: { value: 120_000, kind: 'duration', source: 'assumed' },
  pingStayMs: { value: 1_800_000, kind: 'duration', source: 'assumed' },
  pingInactivityMs: {
    value: 86_400_000,
    kind: 'duration',
    source: 'that there is such a time: Manshadi and Rodilitz, Management Science 2022; its length is assumed',
  },
  leaseMs: { value: 60_000, kind: 'duration', source: "Entraide's default" },
  requestMs: { value: 86_400_000, kind: 'duration', source: "Entraide's default" },
  laterShare: { value: 0.2, kind: 'share', source: 'assumed' },
  laterRequestMs: { value: 1_209_600_000, kind: 'duration', source: "Entraide's default" },
};

const names = Object.keys(volunteerParameters) as (keyof VolunteerModel)[];

/**
 * A model of volunteers: the defaults of `volunteerParameters`, but for what is given.
 *
 * Throws with a message that names the field: a share is from 0 to 1, a duration and a factor from 0.
 */
export function defineVolunteerModel(options: Partial<VolunteerModel> = {}): VolunteerModel {
  for (const name of Object.keys(options)) {
    if (!(name in volunteerParameters)) throw new Error(`unable to use the volunteer model; ${name} is no parameter`);
  }
  const entries = names.map((name) => {
    const { value, kind } = volunteerParameters[name];
    const chosen = options[name] ?? value;
    // Infinite patience is a fair thing to ask for; nothing else may be without an end.
    const isBounded = Number.isFinite(chosen) || (kind === 'duration' && chosen === Number.POSITIVE_INFINITY);
    if (typeof chosen !== 'number' || !isBounded || chosen < 0 || (kind === 'share' && chosen > 1)) {
      const bounds = kind === 'share' ? 'a number from 0 to 1' : 'a number from 0';
      throw new Error(`unable to use the volunteer model; ${name} must be ${bounds}`);
    }
    return [name, chosen] as const;
  });
  return Object.fromEntries(entries) as unknown as VolunteerModel;
}
