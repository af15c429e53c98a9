import type { BoardRow } from '@entraide/core/protocol';
import { useClient, useStore } from '@entraide/react';
import { type Board, readBoard } from './read-board.js';

/** What happens now, live while somebody looks. */
export const useBoard = () => useStore(useClient().view<BoardRow, Board>('board', readBoard));
