import { useAnnouncements } from '@entraide/react';
import { Empty } from '../../shared/empty.js';
import { Moment } from '../../shared/moment.js';
import { PlainText } from '../../shared/plain-text.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/panel.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import { AnnouncementForm } from './announcement-form.js';

/** Announcements: written here, read at the top of every coach's lounge. */
export default function NewsPage() {
  const { news: texts } = useBoardTexts();
  const { status, value: announcements } = useAnnouncements();
  return (
    <div className="board board-columns">
      <Panel title={texts.title}>
        <Loaded status={status}>
          {announcements.length === 0 && <Empty title={texts.none} line={texts.noneLine} />}
          <ol className="stack">
            {announcements.map(({ key, title, text, tier, visibleAt, by }) => (
              <li key={key} className="card">
                <h3>{title ?? '…'}</h3>
                <PlainText text={text ?? '…'} />
                <p className="quiet">
                  {by.name} · {texts.from} <Moment at={visibleAt} /> {tier && <span className="tag">{tier}</span>}
                </p>
              </li>
            ))}
          </ol>
        </Loaded>
      </Panel>
      <Panel title={texts.write}>
        <AnnouncementForm />
      </Panel>
    </div>
  );
}
