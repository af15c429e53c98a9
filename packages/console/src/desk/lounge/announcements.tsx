import { useAnnouncements } from '@entraide/react';
import { Moment } from '../../shared/moment.js';
import { PlainText } from '../../shared/plain-text.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';

const shownMax = 3;

/** What the managers want everybody to know, the latest first. */
export function Announcements() {
  const { lounge: texts } = useDeskTexts();
  const { value: announcements } = useAnnouncements();
  if (announcements.length === 0) return null;
  return (
    <ul className="announcements" aria-label={texts.announcements}>
      {announcements.slice(0, shownMax).map(({ key, title, text, visibleAt, by }) => (
        <li key={key}>
          <details>
            <summary dir="auto">{title ?? texts.removed}</summary>
            <p>{text !== null && <PlainText text={text} />}</p>
            <small className="quiet">
              {by.name} · <Moment at={visibleAt} />
            </small>
          </details>
        </li>
      ))}
    </ul>
  );
}
