import { useClient, useConnectionStatus, useMe, usePresence } from '@entraide/react';
import { formatMoment } from '../../shared/format-moment.js';
import { Menu } from '../../shared/menu.js';
import { useLanguage } from '../../texts/language.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';

const minuteMs = 60_000;
const pausesMs = { quarter: 15 * minuteMs, hour: 60 * minuteMs, evening: 240 * minuteMs, open: null } as const;
const capacities = [1, 2, 3, 4];

/** A visible pause, one press away, that costs nothing; and how many conversations at once. */
export function AvailabilityMenu() {
  const { status: texts } = useDeskTexts();
  const language = useLanguage();
  const { now } = useClient();
  const { coach } = useMe();
  const { actor } = useConnectionStatus();
  const { value: coaches, setPresence } = usePresence();
  const online = coaches.find(({ key }) => key === actor?.id);
  const status = online?.status ?? coach.status;
  const capacity = online?.capacity ?? coach.capacity;
  const until = coach.until !== null && coach.until > now() ? formatMoment(coach.until, now(), language) : null;
  const away = until === null ? texts.away : texts.awayUntil(until);
  const rest = (ms: number | null) => setPresence({ status: 'away', ...(ms !== null && { until: now() + ms }) });
  return (
    <Menu
      className="availability"
      label={`${texts.menu}: ${status === 'away' ? away : texts.available}, ${texts.slots(coach.slots.length, capacity)}`}
      summary={
        <>
          <span className="dot" data-state={status === 'away' ? 'away' : 'present'} />
          <span>{status === 'away' ? away : texts.available}</span>
          <small className="quiet">{texts.slots(coach.slots.length, capacity)}</small>
        </>
      }
    >
      {status === 'away' && (
        <button type="button" className="primary" onClick={() => void setPresence({ status: 'available' })}>
          {texts.back}
        </button>
      )}
      <h3>{texts.pause}</h3>
      {(['quarter', 'hour', 'evening', 'open'] as const).map((name) => (
        <button key={name} type="button" onClick={() => void rest(pausesMs[name])}>
          {texts.pauseFor[name]}
        </button>
      ))}
      <hr />
      <label className="field">
        {texts.capacity}
        <select
          value={capacity}
          onChange={({ currentTarget }) => void setPresence({ status, capacity: Number(currentTarget.value) })}
        >
          {capacities.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
      </label>
      <p className="quiet hint">{texts.hint}</p>
    </Menu>
  );
}
