import type { LeaderboardRow } from '@entraide/core/protocol';
import type { Client } from '../client.js';
import type { ReadonlyStore } from '../store.js';
import type { ViewSnapshot } from '../view.js';

type RowOf<T extends LeaderboardRow['type']> = Omit<Extract<LeaderboardRow, { type: T }>, 'key' | 'type'>;

export interface Board extends Omit<RowOf<'board'>, 'place'> {
  /** Equals share a rank. */
  places: readonly Omit<RowOf<'place'>, 'board'>[];
}

/** In this order: one's own, what all reach together, and then the others. */
export interface Leaderboard {
  /** Null for managers, and where nothing is counted. */
  own: RowOf<'own'> | null;
  goal: RowOf<'goal'> | null;
  boards: readonly Board[];
}

function leaderboardIn(rows: readonly LeaderboardRow[]): Leaderboard {
  const of = <T extends LeaderboardRow['type']>(type: T) =>
    rows.filter((row): row is Extract<LeaderboardRow, { type: T }> => row.type === type);
  const places = of('place').toSorted((a, b) => a.rank - b.rank || (a.coachId < b.coachId ? -1 : 1));
  return {
    own: of('own')[0] ?? null,
    goal: of('goal')[0] ?? null,
    boards: of('board')
      .toSorted((a, b) => a.place - b.place)
      .map((board) => ({ ...board, places: places.filter((place) => place.board === board.board) })),
  };
}

/** A coach's own progress, the common goal, and the community's boards. Live while somebody subscribes. */
export const leaderboardOf = (client: Client): ReadonlyStore<ViewSnapshot<Leaderboard>> =>
  client.view<LeaderboardRow, Leaderboard>('leaderboard', leaderboardIn);
