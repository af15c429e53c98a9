import type { ConnectionStatus } from '@entraide/client';
import type { ComponentType } from 'react';
import { DeskPage } from '../desk/desk-page.js';
import { useTexts } from '../texts/use-texts.js';

type ActorKind = NonNullable<ConnectionStatus['actor']>['kind'];

/** One page of the console. The first that somebody may see is where they begin. */
export interface ConsolePage {
  /** After the `#`; a page also has all addresses below its own. */
  path: `/${string}`;
  kinds: readonly ActorKind[];
  useTitle(): string;
  /** What few people open is loaded when they do: `lazy(() => import('./board-page.js'))`. */
  Page: ComponentType;
}

/** Every page, in the order of the navigation. */
export const pages: readonly ConsolePage[] = [
  { path: '/desk', kinds: ['coach'], useTitle: () => useTexts().shell.desk, Page: DeskPage },
];

const isAt = (route: string, path: string) =>
  route === path || route.startsWith(`${path}/`) || route.startsWith(`${path}?`);

export const pagesFor = (kind: ActorKind): readonly ConsolePage[] => pages.filter(({ kinds }) => kinds.includes(kind));

/** The page of an address; null where there is none for this reader. */
export function pageAt(route: string, own: readonly ConsolePage[]): ConsolePage | null {
  if (route === '/') return own[0] ?? null;
  return own.find(({ path }) => isAt(route, path)) ?? null;
}
