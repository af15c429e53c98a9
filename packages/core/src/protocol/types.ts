import type * as z from 'zod';
import type { ActorKind, Method } from './methods.js';
import type { notifications, schema } from './schema.js';

/** What a method takes. */
export type Params<M extends Method> = z.infer<(typeof schema)[M]['params']>;
/** What a method answers. */
export type Result<M extends Method> = z.infer<(typeof schema)[M]['result']>;
export type NotificationName = keyof typeof notifications;
/** What a notification carries. */
export type NotificationParams<N extends NotificationName> = z.infer<(typeof notifications)[N]>;

export type Availability = Result<'availability.get'>;
export type ViewName = Params<'view.open'>['view'];

/** A request as coaches see it in the `inbox` view. */
export interface InboxRow {
  /** The conversation's id. */
  key: string;
  /** What was asked; of a longer question its first 500 code points and an ellipsis. */
  text: string | null;
  topic: string | null;
  locale: string | null;
  page: { url: string; title: string } | null;
  /** Unix milliseconds; the queue's order. */
  askedAt: number;
  /** Whether it was left for later, its visitor not waiting in front of it. */
  later: boolean;
}

/** An announcement of the managers, in the `announcements` view. */
export interface AnnouncementRow {
  key: string;
  /** Null where it was erased. */
  title: string | null;
  text: string | null;
  /** Who it is for; null for everybody. */
  tier: string | null;
  /** Unix milliseconds. */
  publishedAt: number;
  /** When coaches see it; managers see it at once. */
  visibleAt: number;
  by: { kind: ActorKind; name: string };
}

/** A coach of the community, as managers see them in the `care` view, and when they last wrote to each other. */
export interface CareRow {
  /** The coach's id. */
  key: string;
  name: string;
  /** Unix milliseconds; null for never. */
  lastContactAt: number | null;
  lastFromCoachAt: number | null;
  lastFromManagersAt: number | null;
}

/** A coach who is online, as coaches and managers see it in the `presence` view. */
export interface PresenceRow {
  /** The coach's id. */
  key: string;
  name: string;
  /** What the coach chose. */
  status: 'available' | 'away';
  /** `passive`: connected, but idle for long or let an offer pass. */
  presence: 'present' | 'passive';
  openCount: number;
  capacity: number;
}
