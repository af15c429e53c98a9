import type { CommandOutcome } from '../engine/command.js';
import type { Person } from '../engine/rooms.js';
import type { AvailabilityAnswer } from '../matching/availability.js';
import type { AvailabilityRequest } from '../matching/availability-scope.js';
import type { Bus } from '../ports/bus.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { Notifier } from '../ports/notifier.js';
import type { Storage } from '../ports/storage.js';
import type { TopicClassifier } from '../ports/topic-classifier.js';
import type { AcceptedConnection } from '../ports/transport.js';
import type { CommunitySettings } from '../settings.js';
import type { RedemptionEnd } from './redemption-end.js';

/** Who a token says its bearer is. The host's own id (`subject`) is digested before anything is stored. */
export interface Identity {
  kind: 'coach' | 'manager' | 'brand' | 'host';
  issuer: string;
  subject: string;
  /** The pseudonym that others see. */
  name: string;
  locales?: readonly string[];
  topics?: readonly string[];
}

/**
 * Checks a token that isn't a visitor's. Resolves null for whatever is wrong with it: the bearer is told no more than
 * `unauthenticated`. Rejects only when it can't be checked now (`unavailable`).
 */
export type Authenticate = (request: { community: string; token: string }) => Promise<Identity | null>;

/** Bounds of one session. What is over them is refused with a reason, or ends the connection with a close code. */
export interface SessionLimits {
  /** Frames a minute, by kind of actor. @defaultValue 240 for visitors, 1,200 for coaches and managers */
  perMinute: { visitor: number; member: number };
  /** Frames at once, before `perMinute` counts. @defaultValue 60 and 200 */
  burst: { visitor: number; member: number };
  /** Frames refused in a row as too many before the connection is closed. @defaultValue 1,000 */
  refusedInARowMax: number;
  /** Told to clients; enforced by whatever carries the frames. @defaultValue 64 KiB */
  frameBytesMax: number;
  /** Feeds open at once. @defaultValue 64 */
  feedsMax: number;
  /** Frames under way at once; reading pauses no socket, so what is over is refused. @defaultValue 256 */
  underWayMax: number;
  /**
   * Frames under way at once on the whole node, whose storage doesn't keep up then: what is over is refused as `unavailable`,
   * to come back under the same id. @defaultValue 5,000
   */
  nodeUnderWayMax: number;
  /** How long a connection may stay without opening its session. @defaultValue 5 s */
  openWithinMs: number;
}

/** Something that an operator may want to know. Never carries what people wrote. */
export interface NodeLogEntry {
  level: 'debug' | 'info' | 'warn' | 'error';
  event: string;
  error?: unknown;
  [fact: string]: unknown;
}

export interface NodeOptions {
  storage: Storage;
  communities: readonly CommunitySettings[];
  authenticate: Authenticate;
  /** Asked where a community's settings say so (`classifier`). @defaultValue none */
  topicClassifier?: TopicClassifier;
  /** @defaultValue a bus within the process */
  bus?: Bus;
  /** Tells people who are not connected. @defaultValue nobody is told */
  notifier?: Notifier;
  clock?: Clock;
  ids?: Ids;
  limits?: Partial<SessionLimits>;
  log?: (entry: NodeLogEntry) => void;
  /**
   * Somebody looks for a coach where none or few are: a beacon from a closed window, or a visitor who came while fewer
   * than `availability.thinBelow` coaches were there. A chance to tell those who are away.
   */
  demandSeen?: (demand: DemandSeen) => void;
}

/** Who was looked for. */
export interface DemandSeen {
  community: string;
  topic: string | null;
}

export interface NodeFigures {
  sessions: number;
  feeds: number;
  commandsAccepted: number;
  commandsRefused: number;
  /** Calls under way now. */
  callsUnderWay: number;
  /** Calls that were sent back because too many were under way. */
  callsShed: number;
  /** Commands and reads that the storage didn't answer. */
  storageFailures: number;
  commits: number;
  eventsDelivered: number;
  /** Beacons from closed windows. */
  demandCounted: number;
}

/**
 * One process's part of the whole: it speaks the wire contract on any connection that is handed to it, delivers what is
 * committed to its own readers, and wakes what is due.
 */
export interface CommunityNode {
  /** Serves a connection until it closes. */
  accept(connection: AcceptedConnection): void;
  /** What the widget may believe now; null for a community that isn't here. */
  availability(community: string, request?: AvailabilityRequest): AvailabilityAnswer | null;
  /** Whether the community is here and has such a topic; one that declares none takes any word. */
  hasTopic(community: string, topic: string): boolean;
  /** Counts somebody who found the window closed; false for a community that isn't here. */
  countDemand(community: string, topic?: string | null): boolean;
  /** Finds the person that an identity stands for, or makes them a member where the community allows it. */
  admit(community: string, identity: Identity): Promise<Person | null>;
  /** Fulfils or refuses a redemption, as the brand's own shop says; null for a community that isn't here. */
  endRedemption(community: string, end: RedemptionEnd): Promise<CommandOutcome | null>;
  /** Whether the storage answers. */
  isReady(): Promise<boolean>;
  figures(): NodeFigures;
  /** Tells every client to go elsewhere, waits for commands under way, stops. Idempotent. Leaves the storage open. */
  close(): Promise<void>;
}
