import { useBadges } from '@entraide/react';
import { StarIcon } from '../shared/icons.js';
import { useLanguage } from '../texts/language.js';
import { labelOf } from './label-of.js';
import { useProfileTexts } from './texts/use-profile-texts.js';

/** What a coach wears, and since when. */
export function Badges() {
  const texts = useProfileTexts();
  const language = useLanguage();
  const { status, value: badges } = useBadges();
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  if (status !== 'ready') return null;
  return (
    <section className="card" aria-labelledby="badges-title">
      <h2 id="badges-title">{texts.badges.title}</h2>
      {badges.length === 0 && <p className="quiet">{texts.badges.none}</p>}
      <ul className="badges">
        {badges.map(({ key, badge, labels, topic, earnedAt, evidenceCount }) => (
          <li key={key}>
            <StarIcon />
            <span>
              <strong>
                {labelOf(labels, language, badge)} {topic !== null && texts.on(topic)}
              </strong>
              <small className="quiet">
                {texts.badges.earned(day.format(earnedAt))} · {texts.badges.evidence(evidenceCount)}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
