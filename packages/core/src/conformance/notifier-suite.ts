import type { Notification, Notifier } from '../ports/notifier.js';
import { check, checkEqual, checkEventually, checkRejects } from './check.js';
import { registerCases, type SuiteCase, type TestRunner } from './suite.js';

/** A fresh notifier, and the receiver at its other end. */
export interface NotifierSubject {
  notifier: Notifier;
  /** Ids of what has reached the receiver so far, repeats included. */
  received(): Promise<readonly string[]>;
  /** Makes the receiver fail whatever comes, or take it again. */
  setReachable(isReachable: boolean): Promise<void>;
  /** Closes everything. */
  dispose(): Promise<void>;
}

export interface NotifierAdapter {
  name: string;
  create(): Promise<NotifierSubject>;
}

/** A ping for a coach, unless `parts` say otherwise. */
function pingOf(id: string, parts: Partial<Notification['person']> & { topic?: string } = {}): Notification {
  const { topic = 'shoes', ...person } = parts;
  return {
    id,
    community: 'demo',
    person: { id: 'coach-1', kind: 'coach', name: 'Ben', locales: ['fr'], email: 'ben@coaches.example', ...person },
    kind: 'request_waiting',
    at: 1_750_000_000_000,
    data: { conversationId: '6f8f57715090da2632453988d9a1501b', topic, locale: 'fr', waitedMs: 90_000 },
  };
}

/** A receiver may be told a little later; two seconds are not a little. */
const lookMax = 120;

const arrived = ({ received }: NotifierSubject, id: string) =>
  checkEventually(async () => (await received()).includes(id), `${id} reaches the receiver`, lookMax);

/** Every promise of the Notifier port. That it delivers more than once is allowed, so no case forbids it. */
export const notifierCases: readonly SuiteCase<NotifierSubject>[] = [
  {
    name: 'brings a notification to its receiver, under its id',
    async run(subject) {
      await subject.notifier.notify(pingOf('demo/coach/1#7'));
      await arrived(subject, 'demo/coach/1#7');
      check(
        (await subject.received()).every((id) => id === 'demo/coach/1#7'),
        'nothing else arrives',
      );
    },
  },
  {
    name: 'brings each of many that are given at once',
    async run(subject) {
      const ids = Array.from({ length: 20 }, (_, n) => `demo/coach/1#${n + 1}`);
      await Promise.all(ids.map((id) => subject.notifier.notify(pingOf(id))));
      for (const id of ids) await arrived(subject, id);
    },
  },
  {
    name: 'keeps the id of what is given again',
    async run(subject) {
      for (let n = 0; n < 3; n++) await subject.notifier.notify(pingOf('demo/coach/1#7'));
      await checkEventually(async () => (await subject.received()).length > 0, 'one at least arrives', lookMax);
      checkEqual([...new Set(await subject.received())], ['demo/coach/1#7'], 'one effect has one id');
    },
  },
  {
    name: 'tells of a hand-over, to nobody in particular',
    async run(subject) {
      const { person, ...ping } = pingOf('demo/conversation/1#9');
      const data = { conversationId: '6f8f5771', topic: null, locale: null, outcome: 'handed_over' as const };
      const support = { ...person, id: 'support', kind: 'brand' as const, name: 'support', locales: [], email: null };
      await subject.notifier.notify({ ...ping, person: support, kind: 'handed_over', data });
      await arrived(subject, ping.id);
    },
  },
  {
    name: 'rejects while the receiver fails, and delivers when given again',
    async run(subject) {
      await subject.setReachable(false);
      await checkRejects(subject.notifier.notify(pingOf('demo/coach/1#7')), 'a notification that nobody took');
      await subject.setReachable(true);
      await subject.notifier.notify(pingOf('demo/coach/1#7'));
      await arrived(subject, 'demo/coach/1#7');
    },
  },
  {
    name: 'brings names and topics of any making, as one notification each',
    async run(subject) {
      const texts = ['Zoë 👩🏽‍🚀', 'a\r\nBcc: all@coaches.example\r\n\r\nhello', '"; <b>&amp;', '\u202e\u0007x', ' '];
      for (const [n, text] of texts.entries()) {
        await subject.notifier.notify(pingOf(`demo/coach/1#${n}`, { name: text, topic: text }));
        await arrived(subject, `demo/coach/1#${n}`);
      }
      checkEqual(new Set(await subject.received()).size, texts.length, 'no more than were given');
    },
  },
  {
    name: 'gives up, and delivers nothing, when it is told to before it began',
    async run(subject) {
      const options = { signal: AbortSignal.abort() };
      await checkRejects(subject.notifier.notify(pingOf('demo/coach/1#7'), options), 'an aborted notification');
      await subject.notifier.notify(pingOf('demo/coach/1#8'));
      await arrived(subject, 'demo/coach/1#8');
      checkEqual(await subject.received(), ['demo/coach/1#8'], 'only the one that was not aborted');
    },
  },
];

/** Registers the conformance suite of the Notifier port for one adapter. */
export function notifierSuite(runner: TestRunner, adapter: NotifierAdapter): void {
  registerCases(runner, {
    name: `${adapter.name} is a Notifier`,
    cases: notifierCases,
    create: () => adapter.create(),
  });
}
