import type { Client } from '@entraide/client';
import { EntraideProvider } from '@entraide/react';
import { CoachDesk } from './coach/coach-desk.js';
import { Logo } from './shared/icons.js';
import { texts } from './texts.js';
import { ShopPage } from './visitor/shop-page.js';

interface TwoSidesProps {
  visitor: Client | null;
  coach: Client | null;
}

/** Two people on one page, each with a client of their own, as if they sat at two computers. */
export function TwoSides({ visitor, coach }: TwoSidesProps) {
  return (
    <>
      <header className="top">
        <Logo />
        <h1>{texts.title}</h1>
        <p>{texts.tagline}</p>
      </header>
      <main className="sides" data-alone={!visitor || !coach}>
        {visitor && (
          <section className="side" aria-labelledby="visitor-side">
            <SideTitle id="visitor-side" title={texts.visitorSide} hint={texts.visitorSideHint} />
            <EntraideProvider client={visitor}>
              <ShopPage />
            </EntraideProvider>
          </section>
        )}
        {coach && (
          <section className="side" aria-labelledby="coach-side">
            <SideTitle id="coach-side" title={texts.coachSide} hint={texts.coachSideHint} />
            <EntraideProvider client={coach}>
              <CoachDesk />
            </EntraideProvider>
          </section>
        )}
      </main>
    </>
  );
}

const SideTitle = ({ id, title, hint }: { id: string; title: string; hint: string }) => (
  <h2 id={id} className="side-title">
    {title} <span>{hint}</span>
  </h2>
);
