import { useConnectionStatus, useMe, usePresence } from '@entraide/react';
import { Avatar } from '../shared/avatar.js';
import { texts } from '../texts.js';

/** A visible pause, one press away, that costs nothing. */
export function AvailabilitySwitch() {
  const { coach } = useMe();
  const { actor } = useConnectionStatus();
  const { value: coaches, setPresence } = usePresence();
  const online = coaches.find(({ key }) => key === actor?.id);
  const isAvailable = coach.status === 'available';
  const toggle = () => setPresence({ status: isAvailable ? 'away' : 'available' });
  return (
    <header className="window-bar">
      <h3 className="me">
        {coach.name ? <Avatar name={coach.name} /> : null}
        <span>
          {coach.name || texts.connection.connecting}
          <small>{texts.slots(coach.slots.length, online?.capacity ?? coach.capacity)}</small>
        </span>
      </h3>
      <button type="button" role="switch" className="switch" aria-checked={isAvailable} onClick={toggle}>
        <span className="switch-track" aria-hidden="true" />
        {isAvailable ? texts.available : texts.away}
      </button>
    </header>
  );
}
