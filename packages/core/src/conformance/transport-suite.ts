import { check, checkEqual, checkEventually, pause } from './check.js';
import { registerCases, type SuiteCase, type TestRunner } from './suite.js';
import { connect, openClient, recordAccepted, type TransportSubject } from './transport-subject.js';

export interface TransportAdapter {
  name: string;
  /** A fresh transport, and the server's side of it. */
  create(): Promise<TransportSubject>;
}

const hostile = ['👩🏽‍🚀', 'שלום\u202E', '\u0000\u0001\u2028', '{"a":"\\ud83d"}', ' ', '\u{10FFFF}'];

/** Every promise of the Transport port, at both of its ends. */
export const transportCases: readonly SuiteCase<TransportSubject>[] = [
  {
    name: 'opens later than open returns, and says so once',
    async run({ transport, accepted }) {
      const client = openClient(transport);
      checkEqual([client.calls, client.end.status], [[], 'connecting'], 'nothing has happened yet');
      recordAccepted(await accepted());
      await checkEventually(() => client.calls.length > 0, 'it opens');
      checkEqual([client.calls, client.end.status], [['opened'], 'open'], 'open, said once');
    },
  },
  {
    name: 'drops what is sent while connecting',
    async run(subject) {
      const client = openClient(subject.transport);
      client.end.send('too early');
      const server = recordAccepted(await subject.accepted());
      await checkEventually(() => client.end.status === 'open' && client.calls.includes('opened'), 'it opens');
      client.end.send('in time');
      await checkEventually(() => server.frames.length > 0, 'the frame arrives');
      checkEqual(server.frames, ['in time'], 'only what was sent while open');
    },
  },
  {
    name: 'says that it is open before the first frame, also when the server speaks at once',
    async run({ transport, accepted }) {
      const client = openClient(transport);
      const server = recordAccepted(await accepted());
      server.end.send('welcome');
      await checkEventually(() => client.frames.length > 0, 'the frame arrives');
      checkEqual(client.calls, ['opened', 'received'], 'opened, then the frame');
    },
  },
  {
    name: 'carries a thousand frames whole and in order, both ways at once',
    async run(subject) {
      const { client, server } = await connect(subject);
      const frames = Array.from({ length: 1_000 }, (_, n) => `${n}:${'x'.repeat(n % 97)}`);
      for (const frame of frames) {
        client.end.send(`up ${frame}`);
        server.end.send(`down ${frame}`);
      }
      await checkEventually(() => client.frames.length >= 1_000 && server.frames.length >= 1_000, 'all arrive');
      checkEqual(
        server.frames,
        frames.map((frame) => `up ${frame}`),
        'up',
      );
      checkEqual(
        client.frames,
        frames.map((frame) => `down ${frame}`),
        'down',
      );
    },
  },
  {
    name: 'carries a frame of 60 kB and any text',
    async run(subject) {
      const { client, server } = await connect(subject);
      const frames = ['é'.repeat(30_000), ...hostile];
      for (const frame of frames) {
        client.end.send(frame);
        server.end.send(frame);
      }
      await checkEventually(
        () => client.frames.length >= frames.length && server.frames.length >= frames.length,
        'arrive',
      );
      checkEqual([server.frames, client.frames], [frames, frames], 'code point for code point');
    },
  },
  {
    name: "brings the client's code and reason to the server, once to each end",
    async run(subject) {
      const { client, server } = await connect(subject);
      client.end.send('last words');
      client.end.close(4_000, 'leaving, é');
      client.end.close(4_001, 'twice');
      await checkEventually(() => client.closes.length > 0 && server.closes.length > 0, 'both ends close');
      client.end.close();
      server.end.close(4_002, 'late');
      client.end.send('too late');
      server.end.send('too late');
      await pause(30);
      checkEqual(server.closes, [{ code: 4_000, reason: 'leaving, é' }], 'the server hears code and reason, once');
      checkEqual(client.closes, [{ code: 4_000, reason: 'leaving, é' }], 'and so does who closed');
      checkEqual(server.frames, ['last words'], 'what was sent before the close arrives, what came after does not');
      checkEqual([client.end.status, client.calls.at(-1)], ['closed', 'closed'], 'closed, and nothing after it');
    },
  },
  {
    name: "brings the server's code and reason to the client, after the frames before it",
    async run(subject) {
      const { client, server } = await connect(subject);
      for (let n = 0; n < 50; n++) server.end.send(`${n}`);
      server.end.close(4_401, 'unauthenticated');
      server.end.close(4_500, 'twice');
      server.end.send('too late');
      await checkEventually(() => client.closes.length > 0 && server.closes.length > 0, 'both ends close');
      await pause(30);
      checkEqual(client.closes, [{ code: 4_401, reason: 'unauthenticated' }], 'the client hears code and reason, once');
      checkEqual(server.closes.length, 1, 'the server hears of it once');
      checkEqual(
        client.frames,
        Array.from({ length: 50 }, (_, n) => `${n}`),
        'after all that was sent before',
      );
      checkEqual(client.end.status, 'closed', 'closed');
    },
  },
  {
    name: 'says that it is closed, once, also when it never opened',
    async run({ transport }) {
      const client = openClient(transport);
      client.end.close(1_000, 'never mind');
      checkEqual(client.closes, [], 'later than close returns');
      await checkEventually(() => client.closes.length > 0, 'it closes');
      await pause(30);
      checkEqual(client.closes.length, 1, 'once');
      check(client.frames.length === 0 && client.end.status === 'closed', 'and stays closed');
    },
  },
  {
    name: 'keeps several connections apart',
    async run(subject) {
      const pairs: Awaited<ReturnType<typeof connect>>[] = [];
      for (let n = 0; n < 5; n++) pairs.push(await connect(subject));
      for (const [n, { client, server }] of pairs.entries()) {
        client.end.send(`up ${n}`);
        server.end.send(`down ${n}`);
      }
      pairs[2]?.client.end.close(4_000, 'just me');
      const others = pairs.filter((_, n) => n !== 2);
      await checkEventually(
        () => others.every(({ client, server }) => client.frames.length + server.frames.length === 2),
        'arrive',
      );
      await checkEventually(() => pairs[2]?.server.closes.length === 1, 'the one closes');
      for (const [n, { client, server }] of pairs.entries()) {
        checkEqual(server.frames, [`up ${n}`], 'up');
        if (n !== 2) checkEqual([client.frames, client.end.status], [[`down ${n}`], 'open'], 'down');
      }
    },
  },
];

/** Registers the conformance suite of the Transport port for one adapter. */
export function transportSuite(runner: TestRunner, adapter: TransportAdapter): void {
  registerCases(runner, {
    name: `${adapter.name} is a Transport`,
    cases: transportCases,
    create: () => adapter.create(),
  });
}
