import type { By } from '../conversation/types.js';

export type { By };

/** An event as its readers get it. */
export interface WireEvent {
  /** `noun.past`, the past of the command that caused it. */
  type: string;
  /** Unix milliseconds. */
  at: number;
  by: By;
  data: Record<string, unknown>;
}

/** In lists, where the position can't stand beside the event. */
export interface OffsetWireEvent extends WireEvent {
  offset: number;
}

/** What people wrote, by event type: stored apart from the rest, so that redaction can erase it and keep the offset. */
export const contentFields: Readonly<Record<string, readonly string[]>> = {
  'conversation.asked': ['text', 'page'],
  'message.posted': ['text'],
  'page.changed': ['page'],
  'conversation.thanked': ['comment'],
  'conversation.rated': ['comment'],
  'preferences.changed': ['email'],
  'conversation.blocked': ['comment'],
  'conversation.reported': ['comment'],
  'conversation.inspected': ['reason'],
  'report.closed': ['note'],
  'coach.suspended': ['reason'],
  'lounge.posted': ['text'],
  'lounge.commented': ['text'],
  'thread.posted': ['text'],
  'announcement.published': ['title', 'text'],
  'reward.refused': ['reason'],
  'coach.provisioned': ['name', 'subject'],
  'hold.placed': ['reason'],
};
