import { useEffect } from 'react';
import { useRoute } from '../../shell/use-route.js';

const flashMs = 1_600;
const unmarked = (title: string) => title.replace(/^\(\d+\) /, '');

/** Marks the page's title with what is unread; for one who looks elsewhere it takes turns with `call`. */
export function useTitleMark(count: number, call: string | null): void {
  const route = useRoute();
  // The title is set by the page that is shown: another route, another title.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the route is why the title changed.
  useEffect(() => {
    const own = unmarked(document.title);
    if (count === 0) return undefined;
    const marked = `(${count}) ${own}`;
    document.title = marked;
    const timer = call === null ? 0 : setInterval(() => swap(marked, call), flashMs);
    return () => {
      clearInterval(timer);
      document.title = own;
    };
  }, [count, call, route]);
}

const swap = (marked: string, call: string) => {
  document.title = document.title === marked ? call : marked;
};
