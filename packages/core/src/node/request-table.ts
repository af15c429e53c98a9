import type { FoundRow } from '../ports/storage.js';

/** A request as the views know it: its own row, and what matching decided; null while nothing was. */
export interface KnownRequest {
  key: string;
  request: FoundRow;
  match: FoundRow | null;
}

/** Rows of one commit, or of one look at what other nodes wrote. */
export interface RequestRows {
  requests: readonly FoundRow[];
  matches: readonly FoundRow[];
}

/** What is known of requests on this node, so that an old read of another node's work never overwrites what is newer. */
export interface RequestTable {
  /** Takes the rows that are news; returns the requests that they change. */
  take(rows: RequestRows): KnownRequest[];
}

/** Requests remembered; the one that changed longest ago is forgotten first. */
const requestsMax = 10_000;

export function createRequestTable(): RequestTable {
  const known = new Map<string, { request: FoundRow | null; match: FoundRow | null }>();

  function put(part: 'request' | 'match', row: FoundRow): boolean {
    const entry = known.get(row.key) ?? { request: null, match: null };
    if ((entry[part]?.version ?? 0) >= row.version) return false;
    known.delete(row.key);
    known.set(row.key, { ...entry, [part]: row });
    if (known.size > requestsMax) known.delete(known.keys().next().value as string);
    return true;
  }

  return {
    take({ requests, matches }) {
      const news = new Set<string>();
      for (const row of requests) if (put('request', row)) news.add(row.key);
      for (const row of matches) if (put('match', row)) news.add(row.key);
      return [...news].flatMap((key) => {
        const { request = null, match = null } = known.get(key) ?? {};
        return request ? [{ key, request, match }] : [];
      });
    },
  };
}
