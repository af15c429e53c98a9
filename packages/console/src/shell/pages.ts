import { boardPages } from '../board/board-pages.js';
import { DeskPage } from '../desk/desk-page.js';
import { ProfilePage } from '../profile/profile-page.js';
import { useProfileTexts } from '../profile/texts/use-profile-texts.js';
import { useTexts } from '../texts/use-texts.js';
import type { ActorKind, ConsolePage } from './console-page.js';

/** Every page, in the order of the navigation. */
export const pages: readonly ConsolePage[] = [
  { path: '/desk', kinds: ['coach'], useTitle: () => useTexts().shell.desk, Page: DeskPage },
  { path: '/you', kinds: ['coach'], useTitle: () => useProfileTexts().title, Page: ProfilePage },
  ...boardPages,
];

const isAt = (route: string, path: string) =>
  route === path || route.startsWith(`${path}/`) || route.startsWith(`${path}?`);

export const pagesFor = (kind: ActorKind): readonly ConsolePage[] => pages.filter(({ kinds }) => kinds.includes(kind));

/** The page of an address; null where there is none for this reader. */
export function pageAt(route: string, own: readonly ConsolePage[]): ConsolePage | null {
  if (route === '/') return own[0] ?? null;
  return own.find(({ path }) => isAt(route, path)) ?? null;
}
