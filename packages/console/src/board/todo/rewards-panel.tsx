import type { GradeRow, MilestoneRow, RedemptionRow, RewardsRow } from '@entraide/core/protocol';
import { useClient, useStore } from '@entraide/react';
import { Moment } from '../../shared/moment.js';
import { Panel } from '../parts/panel.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import { TaskCard } from './task-card.js';

interface Waiting {
  redemptions: readonly RedemptionRow[];
  grades: readonly GradeRow[];
  milestones: readonly MilestoneRow[];
}

const read = (rows: readonly RewardsRow[]): Waiting => ({
  redemptions: rows.filter((row): row is RedemptionRow => row.type === 'redemption' && row.status === 'reserved'),
  grades: rows.filter((row): row is GradeRow => row.type === 'grade'),
  milestones: rows.filter((row): row is MilestoneRow => row.type === 'milestone'),
});

/** What coaches are owed: rewards, grades, gestures. */
export const useRewardsWaiting = () => useStore(useClient().view<RewardsRow, Waiting>('rewards', read));

export function RewardsPanel() {
  const { todo: texts } = useBoardTexts();
  const client = useClient();
  const { redemptions, grades, milestones } = useRewardsWaiting().value;
  return (
    <>
      {redemptions.length > 0 && (
        <Panel title={texts.rewards}>
          <ul className="stack">
            {redemptions.map(({ key, rewardId, redemptionId, name, cost, redeemedAt }) => (
              <TaskCard
                key={key}
                done={texts.fulfil}
                run={() => client.call('reward.fulfil', { rewardId, redemptionId })}
                ask={{
                  action: texts.refuse,
                  title: texts.refuseTitle,
                  line: texts.refuseLine,
                  reason: texts.refuseReason,
                  confirm: (reason) => client.call('reward.refuse', { rewardId, redemptionId, reason }),
                }}
              >
                <strong>{rewardId}</strong>
                <p>
                  {texts.rewardLine(name ?? '–', cost)} · <Moment at={redeemedAt} />
                </p>
              </TaskCard>
            ))}
          </ul>
        </Panel>
      )}
      {grades.length > 0 && (
        <Panel title={texts.grades}>
          <ul className="stack">
            {grades.map(({ key, coachId, name, grade, topic }) => (
              <TaskCard
                key={key}
                done={texts.confirm}
                run={() => client.call('grade.confirm', { coachId, grade, ...(topic !== null && { topic }) })}
              >
                <p>
                  <strong>{name}</strong>: {texts.grade[grade]} {topic && <span className="tag">{topic}</span>}
                </p>
              </TaskCard>
            ))}
          </ul>
        </Panel>
      )}
      {milestones.length > 0 && (
        <Panel title={texts.milestones}>
          <ul className="stack">
            {milestones.map(({ key, coachId, name, milestone, task }) => (
              <TaskCard
                key={key}
                done={texts.made}
                run={() => client.call('milestone.complete', { coachId, milestone })}
              >
                <p>
                  <strong>{name}</strong>: {task ?? milestone}
                </p>
              </TaskCard>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
