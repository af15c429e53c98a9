import type { Person } from '../engine/rooms.js';
import { isShown } from '../matching/open-board.js';
import type { BoardFacts } from '../matching/types.js';
import type { Clock } from '../ports/clock.js';
import type { Blocks } from './blocks.js';
import type { KnownRequest } from './request-table.js';

/** What a request says of itself. */
interface Asked {
  locale: string | null;
  topic: string | null;
}

/** Which requests a coach sees. */
export interface WhoSees {
  /** On the board; `match` is null until the matcher has looked at the request. */
  onBoard(request: Asked, match: BoardFacts | null, coach: Person): boolean;
  /** In the inbox: on the board, offered, or theirs by first right. */
  inInbox(known: KnownRequest, coach: Person): boolean;
}

export function createWhoSees({ blocks, clock }: { blocks: Blocks; clock: Clock }): WhoSees {
  const onBoard: WhoSees['onBoard'] = (request, match, coach) =>
    (match === null || match.board) && isShown(request, coach);
  return {
    onBoard,
    inInbox({ request: { row }, match }, coach) {
      if (!row || blocks.of(coach.id).has(String(row.visitorId))) return false;
      if (row.firstCoachId === coach.id) return true;
      if (row.firstUntil !== null && clock.now() < Number(row.firstUntil)) return false;
      const facts = match?.row as { excluded: string[]; offered: string[]; board: number; requirement: never } | null;
      if (facts?.excluded.includes(coach.id)) return false;
      if (facts?.offered.includes(coach.id)) return true;
      const asked = { locale: row.locale as string | null, topic: row.topic as string | null };
      return onBoard(asked, facts ? { board: facts.board === 1, requirement: facts.requirement } : null, coach);
    },
  };
}
