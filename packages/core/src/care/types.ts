import type { Actor, By } from '../conversation/types.js';

export type ThreadCommand = { type: 'thread.post'; messageId: string; text: string };

export type ThreadEvent = { at: number; by: By } & (
  | { type: 'thread.posted'; data: { messageId: string; text: string } }
  | { type: 'content.redacted'; data: { offsets: number[] } }
);

/** When the managers and a coach last wrote to each other. Unix milliseconds. */
export interface ThreadState {
  lastContactAt: number | null;
  lastFromCoachAt: number | null;
  lastFromManagersAt: number | null;
}

/** An announcement as it was published. */
export interface Announced {
  title: string;
  text: string;
  /** Coaches of this tier or a higher one see it; null for everybody. */
  tier: string | null;
  /** Coaches see it from here on; managers at once. Unix milliseconds. */
  visibleAt: number;
}

export type AnnouncementCommand = {
  type: 'announcement.publish';
  title: string;
  text: string;
  tier?: string | null;
  visibleAt?: number;
};

export type AnnouncementEvent = { at: number; by: By } & (
  | { type: 'announcement.published'; data: Announced }
  | { type: 'content.redacted'; data: { offsets: number[] } }
);

/** `title` and `text` are null once they were redacted. */
export interface AnnouncementState {
  published:
    | (Omit<Announced, 'title' | 'text'> & {
        title: string | null;
        text: string | null;
        publishedAt: number;
        by: { kind: By['kind']; name: string };
      })
    | null;
}

export interface CareContext {
  now: number;
  actor: Actor;
}
