import { lazy } from 'react';
import type { ConsolePage } from '../shell/console-page.js';
import { useTexts } from '../texts/use-texts.js';

const kinds = ['manager'] as const;

/** The managers' pages: each is loaded when somebody opens it. */
export const boardPages: readonly ConsolePage[] = [
  {
    path: '/board',
    kinds,
    useTitle: () => useTexts().shell.board,
    Page: lazy(() => import('./live/board-page.js')),
  },
  {
    path: '/todo',
    kinds,
    useTitle: () => useTexts().shell.todo,
    Page: lazy(() => import('./todo/todo-page.js')),
  },
  {
    path: '/conversations',
    kinds,
    useTitle: () => useTexts().shell.conversations,
    Page: lazy(() => import('./conversations/conversations-page.js')),
  },
  {
    path: '/coaches',
    kinds,
    useTitle: () => useTexts().shell.coaches,
    Page: lazy(() => import('./coaches/coaches-page.js')),
  },
  {
    path: '/coverage',
    kinds,
    useTitle: () => useTexts().shell.coverage,
    Page: lazy(() => import('./coverage/coverage-page.js')),
  },
  {
    path: '/news',
    kinds,
    useTitle: () => useTexts().shell.news,
    Page: lazy(() => import('./news/news-page.js')),
  },
];
