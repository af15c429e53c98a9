import { leaderboardOf } from '@entraide/client/lounge';
import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** Own progress, the common goal, and the boards. */
export const useLeaderboard = () => useStore(leaderboardOf(useClient()));
