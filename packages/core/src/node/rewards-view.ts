import type { Person } from '../engine/rooms.js';
import type { Row } from '../ports/storage.js';
import type { RewardRow, RewardsRow } from '../protocol/types.js';
import type { Recognition } from '../recognition/define-recognition.js';
import { isOpenTo, type Reward } from '../recognition/rewards.js';
import type { Tables } from './known-rows.js';
import { createTableView, type TableView, type TableViewOptions } from './table-view.js';

/** Redemptions that are read for one reader, and tasks; the oldest first. */
const rowsMax = 500;
const coachesMax = 2_000;

/**
 * For a coach the catalogue, with why each reward can't be had now, and their own redemptions; for managers what waits for
 * them: redemptions, gestures, grades to confirm.
 */
export function createRewards({
  recognition,
  ...options
}: Pick<TableViewOptions, 'community' | 'storage' | 'opened'> & { recognition: Recognition }): TableView {
  const whole = (row: Row) => row;
  return createTableView({
    ...options,
    name: 'rewards',
    tables: {
      reward: { query: () => ({ limit: coachesMax }), pick: whole },
      redemption: {
        query: ({ kind, id }) => ({
          where: kind === 'manager' ? { status: 'reserved' } : { coachId: id },
          orderBy: 'redeemedAt',
          limit: rowsMax,
        }),
        pick: whole,
      },
      task: { query: ({ kind }) => ({ limit: kind === 'manager' ? rowsMax : 0 }), pick: whole },
      coach: {
        query: ({ kind, id }) =>
          kind === 'manager' ? { where: { kind: 'coach' }, limit: coachesMax } : { keys: [id], limit: 1 },
        pick: ({ kind, name, tier, spendable }) => (kind === 'coach' ? { name, tier, spendable } : null),
      },
    },
    rowsFor: (tables, actor) => [
      ...catalogueOf(recognition, tables, actor),
      ...redemptionsOf(tables, actor),
      ...(actor.kind === 'manager' ? tasksOf(recognition, tables) : []),
    ],
  });
}

function catalogueOf({ options }: Recognition, tables: Tables, actor: Person): RewardsRow[] {
  const ladder = options.tiers?.ladder.map(({ id }) => id) ?? [];
  const self = tables('coach').get(actor.id);
  const mine = [...tables('redemption').values()].filter(
    ({ coachId, status }) => coachId === actor.id && status !== 'refused',
  );
  return (options.rewards?.catalogue ?? []).map((reward) => {
    const { id: rewardId, kind, labels = {}, cost, stock, tier = null } = reward;
    const taken = Number(tables('reward').get(rewardId)?.taken ?? 0);
    const facts: Facts = {
      left: stock === undefined ? null : Math.max(0, stock - taken),
      had: mine.filter((one) => one.rewardId === rewardId).length,
      tier: (self?.tier ?? null) as string | null,
      spendable: Number(self?.spendable ?? 0),
      ladder,
    };
    const refused = actor.kind === 'coach' ? refusedNow(reward, facts) : null;
    return { key: `reward/${rewardId}`, type: 'reward', rewardId, kind, labels, cost, left: facts.left, tier, refused };
  });
}

interface Facts {
  left: number | null;
  had: number;
  tier: string | null;
  spendable: number;
  ladder: readonly string[];
}

/** What `reward.redeem` would be told, in its own order. */
function refusedNow(reward: Reward, { left, had, tier, spendable, ladder }: Facts): RewardRow['refused'] {
  if (!isOpenTo(reward, tier, ladder)) return 'tier_not_reached';
  if (left === 0 || had >= (reward.perCoachMax ?? Number.POSITIVE_INFINITY)) return 'out_of_stock';
  return spendable < reward.cost ? 'insufficient_points' : null;
}

/** A coach's own, and for managers those that wait; the oldest first. */
function redemptionsOf(tables: Tables, { kind, id }: Person): RewardsRow[] {
  const names = tables('coach');
  return [...tables('redemption')]
    .filter(([, { status, coachId }]) => (kind === 'manager' ? status === 'reserved' : coachId === id))
    .map(([key, row]) => ({
      ...(row as Record<'rewardId' | 'coachId', string> & Record<'cost' | 'redeemedAt', number>),
      key: `redemption/${key}`,
      type: 'redemption' as const,
      redemptionId: key.slice(key.lastIndexOf('/') + 1),
      name: (kind === 'manager' ? (names.get(String(row.coachId))?.name ?? null) : null) as string | null,
      status: row.status as 'reserved' | 'fulfilled' | 'refused',
      reason: (row.reason ?? null) as string | null,
    }))
    .sort((a, b) => a.redeemedAt - b.redeemedAt || (a.key < b.key ? -1 : 1));
}

/** Gestures and grades that wait for a manager, the oldest first. */
function tasksOf({ options }: Recognition, tables: Tables): RewardsRow[] {
  const names = tables('coach');
  const rows = [...tables('task')].sort(([a, one], [b, other]) =>
    one.since === other.since ? (a < b ? -1 : 1) : Number(one.since) - Number(other.since),
  );
  return rows.map(([key, { kind, coachId, name: what, topic, since }]) => {
    const about = {
      key: `task/${key}`,
      coachId: coachId as string,
      name: (names.get(String(coachId))?.name ?? null) as string | null,
      since: since as number,
    };
    if (kind === 'grade')
      return { ...about, type: 'grade', grade: what as 'coach', topic: (topic ?? null) as string | null };
    const task = options.milestones?.find(({ id }) => id === what)?.task ?? null;
    return { ...about, type: 'milestone', milestone: what as string, task };
  });
}
