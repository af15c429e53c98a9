import { formatDuration } from '../../shared/format-duration.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import type { Board } from './read-board.js';

/** The five figures that a manager looks at first. */
export function Numbers({ board, now }: { board: Board; now: number }) {
  const { board: texts } = useBoardTexts();
  const { requests, talks, coaches, lost, demand } = board;
  const waiting = requests.filter(({ later }) => !later);
  const longest = waiting[0] ? formatDuration(now - waiting[0].askedAt) : '–';
  const free = coaches
    .filter(({ status, presence }) => status === 'available' && presence === 'present')
    .reduce((sum, { openCount, capacity }) => sum + Math.max(0, capacity - openCount), 0);
  const missed = lost.length + demand.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-label={texts.numbers}>
      <dl className="numbers">
        <Figure name={texts.waiting} value={`${waiting.length}`} line={`${texts.longest} ${longest}`} />
        <Figure name={texts.talking} value={`${talks.length}`} />
        <Figure name={texts.coaches} value={`${coaches.length}`} line={texts.places(free)} />
        <Figure name={texts.lost} value={`${missed}`} />
      </dl>
    </section>
  );
}

const Figure = ({ name, value, line }: { name: string; value: string; line?: string }) => (
  <div className="figure">
    <dt>{name}</dt>
    <dd>
      <strong>{value}</strong>
      {line && <span className="quiet">{line}</span>}
    </dd>
  </div>
);
