import { useRewards } from '@entraide/react';
import { useState } from 'react';
import { useLanguage } from '../texts/language.js';
import { labelOf } from './label-of.js';
import { useProfileTexts } from './texts/use-profile-texts.js';

/** What points may be given for, where a community offers something. */
export function RewardsCard() {
  const { rewards: texts } = useProfileTexts();
  const language = useLanguage();
  const { value, redeem } = useRewards();
  const [isAsked, setAsked] = useState(false);
  if (value.catalogue.length === 0) return null;
  return (
    <section className="card" aria-labelledby="rewards-title">
      <h2 id="rewards-title">{texts.title}</h2>
      <ul className="rewards">
        {value.catalogue.map(({ key, rewardId, labels, cost, refused }) => {
          const name = labelOf(labels, language, rewardId);
          return (
            <li key={key}>
              <span>
                {name} <small className="quiet">{texts.cost(cost)}</small>
              </span>
              {refused ? (
                <small className="quiet">{texts.refused[refused] ?? refused}</small>
              ) : (
                <button
                  type="button"
                  aria-label={texts.redeemLabel(name)}
                  onClick={() => void redeem(rewardId).then(() => setAsked(true), refusalIsShown)}
                >
                  {texts.redeem}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <p role="status">{isAsked && texts.asked}</p>
    </section>
  );
}

/** The list says why, as soon as the server has. */
const refusalIsShown = () => undefined;
