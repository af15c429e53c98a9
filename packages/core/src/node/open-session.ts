import type { CoachState } from '../coach/types.js';
import { coachStream, type Person } from '../engine/rooms.js';
import type { FoldedStream } from '../engine/working-streams.js';
import { closeCodes } from '../protocol/close-codes.js';
import { textMax } from '../protocol/schema.js';
import type { Params, Result } from '../protocol/types.js';
import { admit } from './admit.js';
import { type ParsedCall, refusalFrame, resultFrame } from './json-rpc.js';
import type { CommunityParts, NodeParts } from './node-parts.js';
import type { Session } from './session.js';

/** 256 bits in base64url; whatever else comes as a token is the host application's. */
const visitorToken = /^[A-Za-z0-9_-]{43}$/;

/** Answers `session.open`. Opening a visitor's session writes nothing: the id is a digest of the token. */
export async function openSession(parts: NodeParts, session: Session, call: ParsedCall): Promise<void> {
  const params = call.params as Params<'session.open'>;
  const { community } = params;
  try {
    const token = params.token ?? parts.ids.token();
    const person = parts.community(community) ? await personOf(parts, community, token) : null;
    if (!person) {
      refuse(session, call, parts.community(community) ? 'unauthenticated' : 'not_found');
      return;
    }
    Object.assign(session, { person, community, locale: params.locale, page: params.page });
    const origins = parts.community(community)?.origins;
    if (origins) session.origin = origins.of(session.address);
    if (person.kind === 'coach' && !(await beOnline(parts, session, person))) {
      refuse(session, call, 'suspended');
      return;
    }
    if (person.kind === 'visitor' && isThin(parts.community(community))) parts.demandSeen({ community, topic: null });
    session.send(resultFrame(call.id as string, JSON.stringify(opened(parts, person, params.token ? null : token))));
  } catch (error) {
    session.person = null;
    parts.log({ level: 'error', event: 'session_open_failed', community, error });
    session.send(refusalFrame(call, { reason: 'unavailable', retryAfterMs: 1_000 }));
  }
}

const codes = {
  unauthenticated: closeCodes.unauthenticated.code,
  not_found: closeCodes.unknownCommunity.code,
  suspended: closeCodes.suspended.code,
} as const;

/** Nobody is there: the connection ends. */
function refuse(session: Session, call: ParsedCall, reason: keyof typeof codes): void {
  session.person = null;
  session.send(refusalFrame(call, { reason }));
  session.close(codes[reason], reason);
}

async function personOf(parts: NodeParts, community: string, token: string): Promise<Person | null> {
  if (visitorToken.test(token)) {
    const id = parts.ids.digest(`${community}\n${token}`).slice(0, 22);
    return { kind: 'visitor', id, name: 'Visitor', locales: [], topics: [] };
  }
  const identity = await parts.authenticate({ community, token });
  return identity && admit(parts, community, identity);
}

/** Open, but with fewer coaches than the community wants to rely on. */
function isThin(community: CommunityParts | undefined): boolean {
  const thinBelow = community?.settings.availability.thinBelow ?? 1;
  if (!community || thinBelow === 1) return false;
  const { open, coachesOnline } = community.presence.availability();
  return open && coachesOnline < thinBelow;
}

/** Counts the coach as connected; false for one who is suspended. */
async function beOnline(parts: NodeParts, session: Session, person: Person): Promise<boolean> {
  const community = parts.community(session.community);
  const [{ streams }] = await Promise.all([
    parts.engine.read(session.community, [coachStream(person.id)]),
    community?.blocks.load(person.id),
    community?.origins.renew(parts.clock.now()),
  ]);
  await community?.origins.seen(person.id, session.origin());
  const { state, head } = streams[0] as FoldedStream;
  if ((state as CoachState).suspension) return false;
  // Nobody would take back the presence of a connection that ended meanwhile.
  if (session.isEnded || !community) return true;
  const { presence } = community;
  session.ended.push(presence.connect(person.id, { state: state as CoachState, version: head.version }));
  session.active = () => presence.active(person.id);
  return true;
}

function opened(parts: NodeParts, person: Person, token: string | null): Result<'session.open'> {
  const { limits, clock, storage } = parts;
  const perMinute = person.kind === 'visitor' ? limits.perMinute.visitor : limits.perMinute.member;
  return {
    actor: { kind: person.kind as Result<'session.open'>['actor']['kind'], id: person.id },
    ...(token ? { token } : {}),
    serverAt: clock.now(),
    durability: storage.durability,
    limits: { textMax, frameBytesMax: limits.frameBytesMax, perMinute },
  };
}
