import { useClient, useMe } from '@entraide/react';
import { type FormEvent, useState } from 'react';
import { useProfileTexts } from './texts/use-profile-texts.js';

const pingsMax = 20;

/** When and how often the community may call a coach who isn't here. */
export function QuietForm() {
  const { quiet: texts } = useProfileTexts();
  const { setPreferences } = useClient();
  const { coach } = useMe();
  const [hours, setHours] = useState(coach.quietHours ?? { from: '22:00', to: '08:00', timeZone: '' });
  const [isQuiet, setQuiet] = useState(coach.quietHours !== null);
  const [pings, setPings] = useState(coach.pingsPerDayMax);
  const [said, setSaid] = useState('');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const quietHours = isQuiet ? { ...hours, timeZone: hours.timeZone || timeZone } : null;
    setSaid('');
    setSaid(
      await setPreferences({ quietHours, pingsPerDayMax: pings }).then(
        () => texts.saved,
        () => texts.failed,
      ),
    );
  };
  return (
    <section className="card" aria-labelledby="quiet-title">
      <h2 id="quiet-title">{texts.title}</h2>
      <p className="quiet">{texts.line}</p>
      <form className="quiet-form" onSubmit={(event) => void save(event)}>
        <label className="field">
          {texts.pings}
          <input
            type="number"
            min={0}
            max={pingsMax}
            value={pings}
            onInput={({ currentTarget }) => setPings(currentTarget.valueAsNumber || 0)}
          />
        </label>
        <label className="choice">
          <input type="checkbox" checked={isQuiet} onChange={({ currentTarget }) => setQuiet(currentTarget.checked)} />
          {texts.isQuiet}
        </label>
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="field">
            {texts[end]}
            <input
              type="time"
              required={isQuiet}
              disabled={!isQuiet}
              value={hours[end]}
              onInput={({ currentTarget }) => setHours({ ...hours, [end]: currentTarget.value })}
            />
          </label>
        ))}
        <button type="submit" className="primary">
          {texts.save}
        </button>
        <p role="status">{said}</p>
      </form>
    </section>
  );
}
