import { careOf } from '@entraide/client/lounge';
import type { CareRow } from '@entraide/core/protocol';
import { useClient, usePresence, useStore } from '@entraide/react';
import { Empty } from '../../shared/empty.js';
import { Moment } from '../../shared/moment.js';
import { hrefOf, useRoute } from '../../shell/use-route.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/panel.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import { CoachPanel } from './coach-panel.js';

/** Every coach, the one without contact for longest first, and the thread with one of them: `#/coaches/{id}`. */
export default function CoachesPage() {
  const { coaches: texts } = useBoardTexts();
  const { status, value: coaches } = useStore(careOf(useClient()));
  const { value: online } = usePresence();
  const [, coachId = ''] = /^\/coaches\/([0-9a-f-]+)/.exec(useRoute()) ?? [];
  const chosen = coaches.find(({ key }) => key === coachId);
  const here = new Set(online.map(({ key }) => key));
  return (
    <div className="board board-columns coach-columns">
      <Panel title={texts.title} className="coach-list">
        <Loaded status={status}>
          {coaches.length === 0 && <Empty title={texts.none} line={texts.noneLine} />}
          <ul className="rows">
            {coaches.map((coach) => (
              <CoachLine key={coach.key} coach={coach} isHere={here.has(coach.key)} isChosen={coach === chosen} />
            ))}
          </ul>
        </Loaded>
      </Panel>
      {chosen ? <CoachPanel key={chosen.key} coach={chosen} /> : <Empty title={texts.choose} />}
    </div>
  );
}

interface CoachLineProps {
  coach: CareRow;
  isHere: boolean;
  isChosen: boolean;
}

function CoachLine({ coach, isHere, isChosen }: CoachLineProps) {
  const { coaches: texts } = useBoardTexts();
  const { key, name, lastContactAt, lastFromCoachAt, lastFromManagersAt, suspendedAt } = coach;
  const waits = (lastFromCoachAt ?? 0) > (lastFromManagersAt ?? 0);
  return (
    <li>
      <a href={hrefOf(`/coaches/${key}`)} {...(isChosen && { 'aria-current': 'true' as const })}>
        {name}
      </a>
      {isHere && <span className="tag tag-good">{texts.here}</span>}
      {suspendedAt !== null && <span className="tag tag-bad">{texts.suspended}</span>}
      {waits && <span className="tag tag-warn">{texts.waitsForYou}</span>}
      <span className="quiet">
        {texts.contact}: {lastContactAt === null ? texts.never : <Moment at={lastContactAt} />}
      </span>
    </li>
  );
}
