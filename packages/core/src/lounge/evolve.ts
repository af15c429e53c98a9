import type { LoungeEvent, LoungeState, LoungeSummary } from './types.js';

export const emptyLoungeSummary: LoungeSummary = { pinned: [] };
export const emptyLounge: LoungeState = { offset: 0, summary: emptyLoungeSummary };

/** The fold that server and client share; unknown types are from a newer server. */
export function foldLounge(summary: LoungeSummary, event: { type: string; data: object }): LoungeSummary {
  const { type, data } = event as LoungeEvent;
  switch (type) {
    case 'lounge.pinned':
      return { ...summary, pinned: [...without(summary, data.postId), { postId: data.postId, offset: data.offset }] };
    case 'lounge.unpinned':
      return { ...summary, pinned: without(summary, data.postId) };
    case 'lounge.removed':
      return data.commentId === undefined ? { ...summary, pinned: without(summary, data.postId) } : summary;
    default:
      return summary;
  }
}

const without = ({ pinned }: LoungeSummary, postId: string) => pinned.filter((one) => one.postId !== postId);

export const evolveLounge = (
  { summary }: LoungeState,
  event: { type: string; data: object },
  offset: number,
): LoungeState => ({ offset, summary: foldLounge(summary, event) });
