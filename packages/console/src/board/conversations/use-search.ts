import type { Params, Result } from '@entraide/core/protocol';
import { useClient } from '@entraide/react';
import { useCallback, useEffect, useState } from 'react';

export type Search = Omit<Params<'conversation.find'>, 'limit' | 'after'>;
type Found = Result<'conversation.find'>;

const pageRows = 50;

interface Searched extends Found {
  status: 'loading' | 'ready' | 'error';
}

const nothing: Searched = { status: 'loading', rows: [], next: null };

/** Looks for conversations, a page at a time. */
export function useSearch(search: Search) {
  const client = useClient();
  const [found, setFound] = useState<Searched>(nothing);
  const question = JSON.stringify(search);
  const look = useCallback(
    async (known: Searched) => {
      const after = known.next ?? undefined;
      const params = { ...(JSON.parse(question) as Search), limit: pageRows, ...(after && { after }) };
      const page = await client.call('conversation.find', params).catch(() => null);
      if (!page) return { ...known, status: 'error' as const };
      return { status: 'ready' as const, rows: [...known.rows, ...page.rows], next: page.next };
    },
    [client, question],
  );
  useEffect(() => {
    let isWanted = true;
    setFound(nothing);
    void look(nothing).then((first) => isWanted && setFound(first));
    return () => {
      isWanted = false;
    };
  }, [look]);
  const again = () => void look(nothing).then(setFound);
  return { ...found, again, more: () => void look(found).then(setFound) };
}
