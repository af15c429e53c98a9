import type { PrivacyEvent, PrivacyState } from './types.js';

export const emptyPrivacy: PrivacyState = { erasure: null, hold: null, exported: null };

export function evolvePrivacy(state: PrivacyState, event: PrivacyEvent): PrivacyState {
  const { at, by } = event;
  switch (event.type) {
    case 'erasure.requested':
      return { ...state, erasure: { of: event.data.of, requestedAt: at, completedAt: null } };
    case 'erasure.completed':
      return { ...state, erasure: state.erasure && { ...state.erasure, completedAt: at } };
    case 'person.exported':
      return { ...state, exported: { by: by.id ?? '', at } };
    case 'hold.placed':
      return { ...state, hold: { reason: event.data.reason ?? null, placedAt: at } };
    case 'hold.lifted':
      return { ...state, hold: null };
    case 'content.redacted':
      return { ...state, hold: state.hold && { ...state.hold, reason: null } };
    default:
      return event satisfies never;
  }
}
