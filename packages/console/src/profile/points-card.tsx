import { useProgress } from '@entraide/react';
import { useLanguage } from '../texts/language.js';
import { useProfileTexts } from './texts/use-profile-texts.js';

/** What a coach was given, what is on its way, and what it comes from. */
export function PointsCard() {
  const { points: texts } = useProfileTexts();
  const number = new Intl.NumberFormat(useLanguage());
  const { points } = useProgress();
  const isNone = points.lifetime === 0 && points.pending === 0;
  return (
    <section className="card" aria-labelledby="points-title">
      <h2 id="points-title">{texts.title}</h2>
      {isNone ? (
        <p className="quiet">{texts.none}</p>
      ) : (
        <dl className="figures">
          {(['spendable', 'pending', 'lifetime'] as const).map((name) => (
            <div key={name}>
              <dt>{texts[name]}</dt>
              <dd>{number.format(points[name])}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="quiet">{texts.line}</p>
    </section>
  );
}
