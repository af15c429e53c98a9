import type { Result } from '@entraide/core/protocol';
import { useClient } from '@entraide/react';
import { useCallback, useEffect, useState } from 'react';

type Coverage = Result<'coverage.read'>;
const dayMs = 24 * 60 * 60 * 1_000;

interface Read {
  status: 'loading' | 'ready' | 'error';
  coverage: Coverage;
  isCut: boolean;
}

const nothing: Read = { status: 'loading', coverage: { hours: [], from: 0 }, isCut: false };

/** Who asked when and who met nobody, of the last days. */
export function useCoverage(days: number) {
  const client = useClient();
  const [read, setRead] = useState<Read>(nothing);
  const look = useCallback(async (): Promise<Read> => {
    const to = client.now();
    const from = to - days * dayMs;
    try {
      const coverage = await client.call('coverage.read', { from, to });
      return { status: 'ready', coverage, isCut: coverage.from > from };
    } catch {
      return { ...nothing, status: 'error' };
    }
  }, [client, days]);
  useEffect(() => {
    let isWanted = true;
    setRead(nothing);
    void look().then((found) => isWanted && setRead(found));
    return () => {
      isWanted = false;
    };
  }, [look]);
  return { ...read, again: () => void look().then(setRead) };
}
