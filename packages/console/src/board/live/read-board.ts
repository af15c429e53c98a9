import type { BoardRow } from '@entraide/core/protocol';

type Of<K extends BoardRow['kind']> = Extract<BoardRow, { kind: K }>;

/** The board's rows by what they are; a request with what matching did about it. */
export interface Board {
  requests: readonly (Of<'request'> & { match: Of<'match'> | null })[];
  talks: readonly Of<'talk'>[];
  coaches: readonly Of<'coach'>[];
  lost: readonly Of<'lost'>[];
  demand: readonly Of<'demand'>[];
}

export function readBoard(rows: readonly BoardRow[]): Board {
  const of = <K extends BoardRow['kind']>(kind: K) => rows.filter((row): row is Of<K> => row.kind === kind);
  const matches = new Map(of('match').map((match) => [match.conversationId, match]));
  return {
    requests: of('request')
      .map((request) => ({ ...request, match: matches.get(request.conversationId) ?? null }))
      .sort(byAskedAt),
    talks: of('talk').sort(byAskedAt),
    coaches: of('coach').sort((a, b) => a.name.localeCompare(b.name)),
    lost: of('lost').sort((a, b) => byAskedAt(b, a)),
    demand: of('demand').sort((a, b) => b.count - a.count),
  };
}

const byAskedAt = (a: { askedAt: number }, b: { askedAt: number }) => a.askedAt - b.askedAt;
