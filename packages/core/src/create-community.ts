import { views } from './engine/views.js';
import type { AvailabilityAnswer } from './matching/availability.js';
import type { AvailabilityRequest } from './matching/availability-scope.js';
import { createMemoryStorage } from './memory/memory-storage.js';
import { createMemoryTransport } from './memory/memory-transport.js';
import { createNode } from './node/create-node.js';
import type { Identity, NodeLogEntry, SessionLimits } from './node/types.js';
import { connectParticipant, type Participant } from './participant.js';
import type { Bus } from './ports/bus.js';
import type { Clock } from './ports/clock.js';
import type { Ids } from './ports/ids.js';
import type { Notifier } from './ports/notifier.js';
import type { Storage } from './ports/storage.js';
import type { TopicClassifier } from './ports/topic-classifier.js';
import type { Transport } from './ports/transport.js';
import { type CommunityOptions, parseCommunity } from './settings.js';
import { systemClock, systemIds } from './system.js';

/** What `createCommunity` takes: a community's settings, and the ports to run it on. */
export interface CreateCommunityOptions extends CommunityOptions {
  /** @defaultValue in memory */
  storage?: Storage;
  bus?: Bus;
  /** Asked where the settings say so (`classifier`). @defaultValue none */
  topicClassifier?: TopicClassifier;
  /** Tells people who are not connected. @defaultValue nobody is told */
  notifier?: Notifier;
  clock?: Clock;
  ids?: Ids;
  limits?: Partial<SessionLimits>;
  log?: (entry: NodeLogEntry) => void;
}

/** Who joins a community in process. */
export interface MemberOptions {
  /** The pseudonym that others see. */
  name: string;
  /** Who the same person is when they come back. @defaultValue the name */
  id?: string;
  /** Empty means all. */
  locales?: readonly string[];
  topics?: readonly string[];
  /** From where they are connected, for guards against made-up thanks. @defaultValue not known */
  address?: string;
}

/** A whole community in this process, with no network. */
export interface Community {
  /** A new visitor; with the token of one who was here before, that one. */
  visitor(options?: { token?: string; locale?: string; address?: string }): Promise<Participant>;
  /** A coach, made a member on first sight. */
  coach(member: MemberOptions): Promise<Participant>;
  manager(member: MemberOptions): Promise<Participant>;
  /** A brand employee: reads what the brand may read, nothing else. */
  brand(member: MemberOptions): Promise<Participant>;
  /** The application itself: erases and exports. */
  host(member: MemberOptions): Promise<Participant>;
  /** A token that `session.open` takes for this member, for clients on `transport()`. */
  memberToken(kind: Identity['kind'], member: MemberOptions): string;
  /** The wire contract without a wire, for `createClient({ transport })`. */
  transport(options?: { address?: string | undefined }): Transport;
  /** Whether a visitor would find somebody now. */
  availability(request?: AvailabilityRequest): AvailabilityAnswer;
  /** Ends every session. Idempotent. Closes the storage only if it made it. */
  close(): Promise<void>;
}

/** Runs all of Entraide for one community, with no network. The window opens with the first coach, at once. */
export function createCommunity(options: CreateCommunityOptions): Community {
  const {
    storage: given,
    bus,
    notifier,
    clock = systemClock,
    ids = systemIds,
    limits,
    log,
    topicClassifier,
    ...rest
  } = options;
  const settings = parseCommunity({
    provisioning: 'token',
    ...rest,
    availability: { opensAfterMs: 0, ...rest.availability },
  });
  const storage = given ?? createMemoryStorage({ clock, ids, views });
  const tokens = new Map<string, Identity>();
  const node = createNode({
    storage,
    communities: [settings],
    authenticate: async ({ token }) => tokens.get(token) ?? null,
    clock,
    ids,
    ...(bus ? { bus } : {}),
    ...(topicClassifier ? { topicClassifier } : {}),
    ...(notifier ? { notifier } : {}),
    ...(limits ? { limits } : {}),
    ...(log ? { log } : {}),
  });
  const transport = (from: { address?: string | undefined } = {}) =>
    createMemoryTransport((connection) => node.accept(connection), from);
  const join = ({ address, ...request }: { token?: string; locale?: string; address?: string | undefined }) =>
    connectParticipant({ transport: transport({ address }), community: settings.id, ids, ...request });
  const joinAs = (kind: Identity['kind'], member: MemberOptions) =>
    join({ token: memberToken(kind, member), address: member.address });

  const memberToken = (kind: Identity['kind'], { name, id = name, locales = [], topics = [] }: MemberOptions) => {
    const token = `member.${ids.token()}`;
    tokens.set(token, { kind, issuer: 'in-process', subject: id, name, locales, topics });
    return token;
  };
  return {
    visitor: (request = {}) => join(request),
    coach: (member) => joinAs('coach', member),
    manager: (member) => joinAs('manager', member),
    brand: (member) => joinAs('brand', member),
    host: (member) => joinAs('host', member),
    memberToken,
    transport,
    availability: (request) => node.availability(settings.id, request) as AvailabilityAnswer,
    async close() {
      await node.close();
      if (!given) await storage.close();
    },
  };
}
