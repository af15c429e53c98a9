import type { AnnouncementCommand, AnnouncementEvent, AnnouncementState, CareContext } from './types.js';

export const emptyAnnouncement: AnnouncementState = { published: null };

export function decideAnnouncement(
  { title, text, tier = null, visibleAt }: AnnouncementCommand,
  { published }: AnnouncementState,
  { now, actor }: CareContext,
): { events: readonly AnnouncementEvent[] } | { refused: 'already_posted' } {
  if (published) return { refused: 'already_posted' };
  const by = { kind: actor.kind, id: actor.id, name: actor.name };
  const data = { title, text, tier, visibleAt: visibleAt ?? now };
  return { events: [{ type: 'announcement.published', at: now, by, data }] };
}

export function evolveAnnouncement(state: AnnouncementState, event: AnnouncementEvent): AnnouncementState {
  switch (event.type) {
    case 'announcement.published': {
      const { at: publishedAt, by, data } = event;
      // What was redacted is missing.
      const { title = null, text = null, tier, visibleAt } = data as Partial<typeof data> & typeof data;
      return { published: { title, text, tier, visibleAt, publishedAt, by: { kind: by.kind, name: by.name } } };
    }
    case 'content.redacted':
      return { published: state.published && { ...state.published, title: null, text: null } };
    default:
      return state;
  }
}
