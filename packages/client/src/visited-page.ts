import type { Page } from '@entraide/core/protocol';
import type { Link } from './link.js';

/** Where the visitor is. Only the last page counts, so nothing is queued: each session is told the newest. */
export interface VisitedPage {
  readonly current: Page | undefined;
  set(page: Page): void;
  /** There is a session that may not know. */
  tell(): void;
}

export function createVisitedPage(link: Link, first: Page | undefined): VisitedPage {
  let current = first;
  let isTold = true;
  const tell = () => {
    if (!current || isTold || !link.session) return;
    isTold = true;
    link.request('page.set', current).catch(() => {
      isTold = false;
    });
  };
  return {
    get current() {
      return current;
    },
    set(page) {
      current = page;
      isTold = false;
      tell();
    },
    tell,
  };
}
