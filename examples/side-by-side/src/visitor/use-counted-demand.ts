import { countDemand } from '@entraide/client';
import { useAvailability } from '@entraide/react';
import { useEffect, useRef } from 'react';
import { community, url } from '../connect.js';

/** Counts once that a visitor of this page found nobody. */
export function useCountedDemand(): void {
  const isCounted = useRef(false);
  const { value } = useAvailability();
  const isShut = value?.reason === 'no_coach';
  useEffect(() => {
    if (!isShut || isCounted.current) return;
    isCounted.current = true;
    countDemand({ url, community });
  }, [isShut]);
}
