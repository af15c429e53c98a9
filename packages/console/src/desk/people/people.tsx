import type { PresenceRow } from '@entraide/client';
import { useConnectionStatus, usePresence } from '@entraide/react';
import { Avatar } from '../../shared/avatar.js';
import { Empty } from '../../shared/empty.js';
import { Skeleton } from '../../shared/skeleton.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';

/** Who is online. */
export function People() {
  const { people: texts } = useDeskTexts();
  const { status, value: coaches } = usePresence();
  const { actor } = useConnectionStatus();
  const isAlone = status === 'ready' && coaches.every(({ key }) => key === actor?.id);
  return (
    <section className="column people" id="desk-people" tabIndex={-1} aria-labelledby="people-title">
      <h2 id="people-title">
        {texts.title} <span className="count">{coaches.length}</span>
      </h2>
      {status === 'loading' && <Skeleton />}
      <ul>
        {coaches.map((coach) => (
          <Person key={coach.key} coach={coach} isMe={coach.key === actor?.id} />
        ))}
      </ul>
      {isAlone && <Empty title={texts.alone} line={texts.aloneLine} />}
    </section>
  );
}

function Person({ coach, isMe }: { coach: PresenceRow; isMe: boolean }) {
  const { name, openCount, presence } = coach;
  const texts = useDeskTexts();
  const isAway = coach.status === 'away';
  const doing = openCount > 0 ? texts.people.busy(openCount) : texts.people.free;
  const quiet = presence === 'passive' ? texts.people.passive : doing;
  return (
    <li className="person" data-away={isAway}>
      <Avatar name={name} />
      <span>
        <span className="person-name" dir="auto">
          {name}
          {isMe && <small> ({texts.people.you})</small>}
        </span>
        <small className="quiet">{isAway ? texts.status.away : quiet}</small>
      </span>
      <span className="dot" data-state={isAway ? 'away' : presence} />
    </li>
  );
}
