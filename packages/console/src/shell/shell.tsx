import { useConnectionStatus } from '@entraide/react';
import { Suspense, useEffect } from 'react';
import { Alerts } from '../desk/alerts/alerts.js';
import { AlertsOffer } from '../desk/alerts/alerts-offer.js';
import { SoundChoice } from '../desk/alerts/sound-choice.js';
import { AvailabilityMenu } from '../desk/presence/availability-menu.js';
import { Logo, PersonIcon } from '../shared/icons.js';
import { Menu } from '../shared/menu.js';
import { Skeleton } from '../shared/skeleton.js';
import { useTexts } from '../texts/use-texts.js';
import { ConnectionNotice } from './connection-notice.js';
import type { ConsolePage } from './console-page.js';
import { LanguageMenu } from './language-menu.js';
import { NoPage } from './no-page.js';
import { pageAt, pagesFor } from './pages.js';
import { hrefOf, useRoute } from './use-route.js';

/** What stands around every page: where one can go, in which language, and how the connection is. */
export function Shell({ signOut }: { signOut(): void }) {
  const texts = useTexts();
  const route = useRoute();
  const { actor } = useConnectionStatus();
  const own = actor ? pagesFor(actor.kind) : [];
  const current = pageAt(route, own);
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={skipToMain}>
        {texts.shell.skip}
      </button>
      <header className="top">
        <Logo />
        <nav aria-label={texts.shell.pages}>
          {own.map((page) => (
            <PageLink key={page.path} page={page} isCurrent={page === current} />
          ))}
        </nav>
        <div className="top-tools">{actor?.kind === 'coach' && <AvailabilityMenu />}</div>
        <Menu className="account" label={texts.shell.account} summary={<PersonIcon />}>
          <LanguageMenu />
          {actor?.kind === 'coach' && <SoundChoice />}
          <button type="button" onClick={signOut}>
            {texts.shell.signOut}
          </button>
        </Menu>
      </header>
      <ConnectionNotice />
      {actor?.kind === 'coach' && <AlertsOffer />}
      <main id="main" tabIndex={-1}>
        {!actor && <Opening />}
        {actor && !current && <NoPage />}
        {current && <CurrentPage key={current.path} page={current} />}
      </main>
      {actor?.kind === 'coach' && <Alerts />}
    </div>
  );
}

/** The fragment of the address says which page is shown, so this can't be a link. */
const skipToMain = () => document.getElementById('main')?.focus();

function PageLink({ page, isCurrent }: { page: ConsolePage; isCurrent: boolean }) {
  const title = page.useTitle();
  return (
    <a href={hrefOf(page.path)} {...(isCurrent && { 'aria-current': 'page' as const })}>
      {title}
    </a>
  );
}

function CurrentPage({ page: { Page, useTitle } }: { page: ConsolePage }) {
  const title = useTitle();
  useEffect(() => {
    document.title = `${title} · Entraide`;
  }, [title]);
  return (
    <>
      <h1 className="unseen">{title}</h1>
      <Suspense fallback={<Skeleton />}>
        <Page />
      </Suspense>
    </>
  );
}

function Opening() {
  const texts = useTexts();
  return (
    <div className="opening" role="status">
      <p>{texts.shell.opening}</p>
      <Skeleton />
    </div>
  );
}
