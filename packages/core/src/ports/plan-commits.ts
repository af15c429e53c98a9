import type { CommandRecord, Commit, CommitOutcome, Head, RowWrite, StoredEvent } from './storage.js';

export interface PlannedEvent {
  community: string;
  stream: string;
  offset: number;
  position: number;
  event: StoredEvent;
}

/** What a batch of commits writes, once the losers are out. */
export interface CommitPlan {
  /** One per commit, in the order given. */
  outcomes: CommitOutcome[];
  events: PlannedEvent[];
  /** New heads by `streamKey`. */
  heads: Map<string, { community: string; stream: string; head: Head }>;
  commands: { community: string; id: string; hash: string; result: string }[];
  /** Each key once, with its last write. */
  rows: Map<string, RowWrite & { community: string; position: number }>;
  /** The commits that won, in order, with the log position of each. */
  winners: { commit: Commit; position: number }[];
  position: number;
}

/** What the batch meets in storage, read under its locks. */
export interface CommitGround {
  heads: ReadonlyMap<string, Head>;
  commands: ReadonlyMap<string, { hash: string; result: string }>;
  /** The last log position given out. */
  position: number;
}

export const emptyHead: Head = { version: 0, commitId: '' };
export const streamKey = (community: string, stream: string) => `${community}\n${stream}`;
export const commandKey = streamKey;
export const rowKey = (community: string, view: string, key: string) => `${community}\n${view}\n${key}`;

/**
 * Decides a batch of commits in arrival order: who wins, which offsets and log positions their events get. Pure, and
 * shared by all adapters, so that an adapter only locks, reads, writes and commits.
 */
export function planCommits(commits: readonly Commit[], ground: CommitGround): CommitPlan {
  const plan: CommitPlan = {
    outcomes: [],
    events: [],
    heads: new Map(),
    commands: [],
    rows: new Map(),
    winners: [],
    position: ground.position,
  };
  // Of this batch alone: the ground may hold every command there ever was.
  const taken = new Map<string, CommandRecord>();
  for (const commit of commits) plan.outcomes.push(planCommit(commit, ground, taken, plan));
  return plan;
}

/** The same plan at another place in the log: for storages that learn the position when all else is decided. */
export function movePlan(plan: CommitPlan, by: number): void {
  plan.position += by;
  for (const placed of [...plan.events, ...plan.rows.values(), ...plan.winners]) placed.position += by;
  for (const outcome of plan.outcomes) if (outcome.status === 'committed') outcome.position += by;
}

function planCommit(
  commit: Commit,
  ground: CommitGround,
  taken: Map<string, CommandRecord>,
  plan: CommitPlan,
): CommitOutcome {
  const { community, command, appends } = commit;
  if (command) {
    const key = commandKey(community, command.id);
    const known = taken.get(key) ?? ground.commands.get(key);
    if (known)
      return known.hash === command.hash
        ? { status: 'duplicate', result: known.result }
        : { status: 'conflicting_duplicate' };
  }
  const keys = appends.map(({ stream }) => streamKey(community, stream));
  const headOf = (key: string) => plan.heads.get(key)?.head ?? ground.heads.get(key) ?? emptyHead;
  for (const [index, { expected }] of appends.entries()) {
    if (expected === 'any') continue;
    const head = headOf(keys[index] as string);
    if (head.version !== expected.version || head.commitId !== expected.commitId) return { status: 'version_conflict' };
  }
  // From here the commit wins.
  // A plain object would get a hidden class for every stream there ever was.
  const heads: Record<string, Head> = Object.create(null);
  const commitId = command?.id ?? '';
  const before = plan.position;
  for (const [index, { stream, events }] of appends.entries()) {
    const key = keys[index] as string;
    let { version } = headOf(key);
    for (const event of events) {
      version += 1;
      plan.position += 1;
      plan.events.push({ community, stream, offset: version, position: plan.position, event });
    }
    const head = { version, commitId };
    plan.heads.set(key, { community, stream, head });
    heads[stream] = head;
  }
  // Every commit has a position of its own, also one without events: rows are versioned by it.
  if (plan.position === before) plan.position += 1;
  const { position } = plan;
  if (command) {
    taken.set(commandKey(community, command.id), command);
    plan.commands.push({ community, ...command });
  }
  for (const write of commit.rows)
    plan.rows.set(rowKey(community, write.view, write.key), { ...write, community, position });
  plan.winners.push({ commit, position });
  return { status: 'committed', position, heads };
}
