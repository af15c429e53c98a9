import { emptyMatch, evolveMatching } from '../matching/evolve.js';
import { noted } from './guarded.js';
import type { BackstageEvent, BackstageState, Report } from './types.js';

export const emptyBackstage: BackstageState = {
  match: emptyMatch,
  block: null,
  reportedBy: [],
  reports: [],
  comments: null,
  inspections: {},
  guarded: null,
};

export function evolveBackstage(stored: BackstageState, event: BackstageEvent): BackstageState {
  const state = stored.inspections ? stored : { ...emptyBackstage, ...stored };
  switch (event.type) {
    case 'pair.blocked': {
      const { visitorId, coachId } = event.data;
      return { ...withReport(state, 'block', event), block: { visitorId, coachId } };
    }
    case 'conversation.reported': {
      const { comment } = event.data;
      const comments = comment === undefined ? state.comments : [...(state.comments ?? []), comment];
      return {
        ...withReport(state, 'report', event),
        comments,
        reportedBy: [...state.reportedBy, event.by.id ?? ''],
      };
    }
    case 'report.closed':
      return { ...state, reports: [], comments: null };
    case 'conversation.inspected': {
      const lasting = Object.entries(state.inspections).filter(([, until]) => until > event.at);
      const own = [event.by.id ?? '', event.data.readsUntil] as const;
      return { ...state, inspections: Object.fromEntries([...lasting, own]) };
    }
    case 'content.redacted':
      return { ...state, comments: null };
    case 'exchange.noted':
      return { ...state, guarded: noted(state.guarded ?? null, event) };
    default: {
      const match = evolveMatching(state.match, event);
      return match === state.match ? state : { ...state, match };
    }
  }
}

const withReport = (
  state: BackstageState,
  what: Report['what'],
  { by, at, data }: { by: { kind: Report['by'] }; at: number; data: { reason: string } },
): BackstageState => ({ ...state, reports: [...state.reports, { what, by: by.kind, at, reason: data.reason }] });
