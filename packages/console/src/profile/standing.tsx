import { useProgress } from '@entraide/react';
import { Skeleton } from '../shared/skeleton.js';
import { useLanguage } from '../texts/language.js';
import { Checklist } from './checklist.js';
import { labelOf } from './label-of.js';
import { useProfileTexts } from './texts/use-profile-texts.js';

/** The tier that a coach holds, the next step, and the ways to the next grade: nothing where a community has none. */
export function Standing() {
  const texts = useProfileTexts();
  const language = useLanguage();
  const { status, tier, steps, next, ways } = useProgress();
  if (status === 'loading') return <Skeleton />;
  if (!tier && ways.length === 0) return null;
  const held = steps.find((step) => step.tier === tier?.tier);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  return (
    <section className="card" aria-labelledby="standing-title">
      <h2 id="standing-title">{texts.tier.title}</h2>
      {tier && (
        <p className="tier">
          <strong>{held ? labelOf(held.labels, language, held.tier) : texts.tier.none}</strong>
          {tier.since !== null && <span className="quiet"> {texts.tier.since(day.format(tier.since))}</span>}
        </p>
      )}
      {next && (
        <>
          <h3>{texts.tier.next(labelOf(next.labels, language, next.tier))}</h3>
          <Checklist lines={next.lines} />
        </>
      )}
      {held && !next && <p>{texts.tier.top}</p>}
      {ways.map(({ key, grade, topic, lines }) => (
        <div key={key}>
          <h3>
            {texts.tier.way[grade]} {topic !== null && texts.on(topic)}
          </h3>
          <Checklist lines={lines} />
        </div>
      ))}
    </section>
  );
}
