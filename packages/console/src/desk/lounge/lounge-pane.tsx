import { useState } from 'react';
import { useDeskTexts } from '../texts/use-desk-texts.js';
import { Announcements } from './announcements.js';
import { LoungePosts } from './lounge-posts.js';
import { ManagerThread } from './manager-thread.js';

const tabs = ['lounge', 'thread'] as const;

/** Where coaches are among themselves: what the others say, and one's own thread with the managers. */
export function LoungePane({ focusTurn, attend }: { focusTurn: number; attend(): void }) {
  const texts = useDeskTexts();
  const [tab, setTab] = useState<(typeof tabs)[number]>('lounge');
  return (
    <section className="pane lounge" id="pane-lounge" tabIndex={-1} aria-label={texts.lounge.title} onFocus={attend}>
      <div className="pane-tabs">
        {tabs.map((one) => (
          <button key={one} type="button" aria-pressed={one === tab} onClick={() => setTab(one)}>
            {texts[one].title}
          </button>
        ))}
      </div>
      <p className="quiet pane-line">{texts[tab].line}</p>
      {tab === 'lounge' ? (
        <>
          <Announcements />
          <LoungePosts focusTurn={focusTurn} />
        </>
      ) : (
        <ManagerThread />
      )}
    </section>
  );
}
