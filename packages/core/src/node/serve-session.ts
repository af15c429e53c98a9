import type { Person } from '../engine/rooms.js';
import type { AcceptedConnection } from '../ports/transport.js';
import { closeCodes } from '../protocol/close-codes.js';
import { type Method, rights } from '../protocol/methods.js';
import { answerCall } from './calls.js';
import { invalidRequestFrame, type ParsedCall, parseFrame, refusalFrame, resultFrame } from './json-rpc.js';
import type { NodeParts } from './node-parts.js';
import { openSession } from './open-session.js';
import type { Session } from './session.js';
import { createTokenBucket, type TokenBucket } from './token-bucket.js';

/** A session that still counts what it may do. */
interface Guarded {
  parts: NodeParts;
  session: Session;
  bucket: TokenBucket;
  refusedInARow: number;
  underWay: number;
  /** While `session.open` is being answered; what comes meanwhile waits for it. */
  opening: Promise<void> | null;
}

/** Serves one connection until it closes: bounds, parses and answers its frames. */
export function serveSession(parts: NodeParts, connection: AcceptedConnection): Session {
  const { limits, clock } = parts;
  const session: Session = {
    person: null,
    community: '',
    locale: undefined,
    page: undefined,
    asked: undefined,
    turn: null,
    active: null,
    origin: () => null,
    address: connection.address,
    feeds: new Map(),
    views: new Map(),
    isEnded: false,
    send: (frame) => connection.send(frame),
    close: (code, reason) => connection.close(code, reason),
    ended: [],
  };
  const bucket = createTokenBucket({ perMinute: limits.perMinute.visitor, burst: limits.burst.visitor });
  const guarded: Guarded = { parts, session, bucket, refusedInARow: 0, underWay: 0, opening: null };
  const cancelTimeout = clock.schedule(limits.openWithinMs, () => {
    if (!session.person) session.close(closeCodes.sessionTimeout.code, 'session.open did not come in time');
  });
  session.ended.push(cancelTimeout);
  connection.listen({
    received: (frame) => receive(guarded, frame),
    closed() {
      session.isEnded = true;
      for (const { end } of session.feeds.values()) end();
      for (const view of session.views.values()) parts.community(session.community)?.views.close(view);
      for (const end of session.ended.splice(0)) end();
    },
  });
  return session;
}

function receive(guarded: Guarded, text: string): void {
  const { session, parts } = guarded;
  const waitMs = guarded.bucket.take(parts.clock.now());
  const call = parseFrame(text);
  session.active?.();
  if (waitMs > 0 || guarded.underWay >= parts.limits.underWayMax) {
    refuseForRate(guarded, call, Math.max(waitMs, 50));
    return;
  }
  guarded.refusedInARow = 0;
  if (parts.figures.callsUnderWay >= parts.limits.nodeUnderWayMax) {
    shed(guarded, call);
    return;
  }
  if ('error' in call) {
    session.send(call.error);
    return;
  }
  void serveCall(guarded, call);
}

function refuseForRate(guarded: Guarded, call: ParsedCall | { error: string }, retryAfterMs: number): void {
  const { session, parts } = guarded;
  guarded.refusedInARow += 1;
  if (guarded.refusedInARow > parts.limits.refusedInARowMax) session.close(closeCodes.flooding.code, 'too many frames');
  // Signals may be dropped; whoever calls is told when to come back.
  else if ('error' in call) session.send(call.error);
  else if (call.id !== undefined) session.send(refusalFrame(call, { reason: 'rate_limited', retryAfterMs }));
}

/** The storage doesn't keep up: whoever calls comes back, which costs less than a place in the queue. */
function shed({ session, parts }: Guarded, call: ParsedCall | { error: string }): void {
  parts.figures.callsShed += 1;
  if ('error' in call) session.send(call.error);
  else if (call.id !== undefined) session.send(refusalFrame(call, { reason: 'unavailable', retryAfterMs: 1_000 }));
}

/** Answers one call, once the session is open. One function, and one promise: most of what a server does is this. */
async function serveCall(guarded: Guarded, call: ParsedCall): Promise<void> {
  const { session, parts } = guarded;
  guarded.underWay += 1;
  parts.figures.callsUnderWay += 1;
  try {
    if (guarded.opening !== null) await guarded.opening;
    // What waited for the session to open may find its connection gone.
    if (session.isEnded) return;
    if (call.method === 'session.open') await open(guarded, call);
    else if (!session.person) session.send(refusalFrame(call, { reason: 'unauthenticated' }));
    else if (call.method === 'signal') parts.signals.send(session, call.params as never);
    else if (!isCaller(session.person, call.method)) session.send(refusalFrame(call, { reason: 'not_found' }));
    else {
      const answer = await answerCall(parts, session, call);
      if ('refused' in answer) session.send(refusalFrame(call, { reason: answer.refused, ...answer }));
      else {
        session.send(resultFrame(call.id as string, answer.result));
        answer.sent?.();
      }
    }
  } catch (error) {
    parts.log({ level: 'error', event: 'call_failed', method: call.method, error });
    session.send(refusalFrame(call, { reason: 'unavailable', retryAfterMs: 1_000 }));
  } finally {
    guarded.underWay -= 1;
    parts.figures.callsUnderWay -= 1;
  }
}

const isCaller = ({ kind }: Person, method: Method) => (rights[method].callers as readonly string[]).includes(kind);

async function open(guarded: Guarded, call: ParsedCall): Promise<void> {
  const { session, parts } = guarded;
  if (session.person) {
    session.send(invalidRequestFrame(call.id ?? null, 'the session is open already'));
    return;
  }
  const opened = openSession(parts, session, call);
  guarded.opening = opened.finally(() => {
    guarded.opening = null;
  });
  await guarded.opening;
  const kind = (session.person as Person | null)?.kind;
  if (!kind || kind === 'visitor') return;
  const { perMinute, burst } = parts.limits;
  guarded.bucket = createTokenBucket({ perMinute: perMinute.member, burst: burst.member });
}
