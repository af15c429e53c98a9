import type { Redacted } from '../conversation/types.js';
import type { Ids } from '../ports/ids.js';
import { streamKey } from '../ports/plan-commits.js';
import type { Head, Redaction, RowWrite, Storage } from '../ports/storage.js';
import { type Command, type CommandOutcome, commandHash } from './command.js';
import { type Change, decideCommand, type EngineDecision } from './decide-command.js';
import { storeEvent } from './event-content.js';
import { createLanes } from './lanes.js';
import { projectChange } from './project.js';
import { type ReadStreams, readStreams } from './read-streams.js';
import type { World } from './rooms.js';
import { createStreamCache, createWorkingStreams, type StreamCache, type WorkingStreams } from './working-streams.js';

/** A change as it was written. */
export interface CommittedChange extends Change {
  /** What commutes was written further on than it was decided: neither offsets nor states of the change hold. */
  isMoved?: true;
}

/** What one commit changed, for those who deliver it. */
export interface Committed {
  community: string;
  /** Log position; the `version` of the rows. */
  position: number;
  changes: readonly CommittedChange[];
  rows: readonly RowWrite[];
}

export interface EngineOptions {
  storage: Storage;
  ids: Ids;
  /** What the world adds to a decision about this command, at this moment. */
  world: (command: Command) => World;
  /** Called after each durable commit, per stream in the order of its offsets, before the command's own answer. */
  committed: (committed: Committed) => void;
  /** The storage did not answer. */
  failed: (error: unknown) => void;
  /** How many folded streams are kept. @defaultValue 20,000 */
  streamsMax?: number;
}

/** load → decide → react → commit → publish: the only orchestration of stored change. */
export interface Engine {
  /**
   * Decides and commits. Commands that come in order and are about the same stream take effect in that order. Never
   * rejects: `unavailable` says that the outcome is unknown, and that the same id may be sent again.
   */
  execute(command: Command): Promise<CommandOutcome>;
  /** Streams as they are now, folded on from what is cached. Rejects when the storage doesn't answer. */
  read(community: string, streams: readonly string[]): Promise<ReadStreams>;
  /** Waits for the commands under way. */
  idle(): Promise<void>;
}

interface Pending {
  command: Command;
  hash: string;
  attempts: number;
  isSettled: boolean;
  settle: (outcome: CommandOutcome) => void;
}

type Accepted = Extract<EngineDecision, { changes: unknown }>;
type Refused = Extract<EngineDecision, { refused: unknown }>;

const attemptsMax = 12;
const roundMax = 64;
const unavailable: CommandOutcome = { refused: 'unavailable', retryAfterMs: 1_000 };

/** What the loop works with. */
interface Loop extends EngineOptions {
  cache: StreamCache;
}

/** The loop, for the commands of one round. */
interface Round extends Loop {
  /** Heads that it has met in the storage, and written on. */
  met: { stream: string; head: Head }[];
}

/** Runs the loop of the design over one storage. */
export function createEngine(options: EngineOptions): Engine {
  const loop: Loop = { ...options, cache: createStreamCache(options.streamsMax ?? 20_000) };
  const lanes = createLanes<Pending>({ roundMax, run: (round) => runSafely(loop, round) });
  return {
    execute(command) {
      return new Promise((resolve) => {
        const pending: Pending = {
          command,
          hash: commandHash(options.ids, command),
          attempts: 0,
          isSettled: false,
          settle(outcome) {
            if (pending.isSettled) return;
            pending.isSettled = true;
            resolve(outcome);
          },
        };
        lanes.push(streamKey(command.community, command.stream), pending);
      });
    },
    read: (community, streams) => readStreams(loop.storage, loop.cache, { community, streams }),
    idle: () => lanes.idle(),
  };
}

/** Whatever goes wrong, nobody waits for ever and the lane goes on. */
async function runSafely(loop: Loop, round: readonly Pending[]): Promise<readonly Pending[]> {
  try {
    return await runRound(loop, round);
  } catch {
    // The one who is told of failures failed; nobody is left to tell.
    for (const pending of round) pending.settle(unavailable);
    return [];
  }
}

/** One round of one stream's commands: each decided on those before it, all committed together. */
async function runRound(own: Loop, round: readonly Pending[]): Promise<readonly Pending[]> {
  const { community } = (round[0] as Pending).command;
  const loop: Round = { ...own, met: [] };
  const streams = createWorkingStreams(loop.storage, loop.cache, community);
  const commits: Promise<boolean>[] = [];
  const refusals: { pending: Pending; refusal: Refused }[] = [];
  try {
    for (const pending of round) {
      let decision = decide(loop, pending.command, streams);
      while ('missing' in decision) {
        await streams.ensure([decision.missing]);
        decision = decide(loop, pending.command, streams);
      }
      if ('refused' in decision) refusals.push({ pending, refusal: decision });
      else commits.push(commit(loop, pending, decision));
    }
    let isWhole = true;
    for (const isCommitted of commits) isWhole = (await isCommitted) && isWhole;
    if (isWhole) streams.keep();
    else streams.drop();
    for (const { pending, refusal } of refusals) if (!(await confirmRefusal(loop, pending, refusal))) streams.drop();
  } catch (error) {
    await Promise.allSettled(commits);
    streams.drop();
    for (const pending of round) pending.settle(unavailable);
    loop.failed(error);
  }
  const again = round.filter(({ isSettled }) => !isSettled);
  for (const pending of again) if (++pending.attempts >= attemptsMax) pending.settle(unavailable);
  return again.filter(({ isSettled }) => !isSettled);
}

/** What is decided next is decided on top of it. */
function decide(loop: Loop, command: Command, streams: WorkingStreams): EngineDecision {
  const decision = decideCommand(command, loop.world(command), streams.read);
  if ('changes' in decision) for (const { stream, after } of decision.changes) streams.advance(stream, after);
  return decision;
}

/** Whether it is in the log now, as it was decided. Leaves the command unsettled on a version conflict. */
async function commit(loop: Round, { command, hash, settle }: Pending, accepted: Accepted): Promise<boolean> {
  const { community, id } = command;
  const { changes, result } = accepted;
  try {
    const rows = changes.flatMap(rowsOfChange);
    const appends = changes.map(({ stream, before, events, commutes }) => ({
      stream,
      expected: commutes ? ('any' as const) : before.head,
      events: events.map(storeEvent),
    }));
    const redactions = changes.flatMap(redactionsOf);
    const outcome = await loop.storage.commit({
      community,
      command: { id, hash, result },
      appends,
      rows,
      ...(redactions.length > 0 ? { redactions } : {}),
    });
    if (outcome.status === 'committed') {
      for (const { stream, before, commutes } of changes) if (!commutes) loop.met.push({ stream, head: before.head });
      const written = changes.map((change) => asWritten(change, outcome.heads));
      loop.committed({ community, position: outcome.position, changes: written, rows });
      settle({ result });
      return !written.some(({ isMoved }) => isMoved);
    }
    if (outcome.status === 'duplicate') settle({ result: outcome.result });
    else if (outcome.status === 'conflicting_duplicate') settle({ refused: 'conflicting_duplicate' });
    return false;
  } catch (error) {
    // The commit may have happened: only the same id, sent again, can tell.
    settle(unavailable);
    loop.failed(error);
    return false;
  }
}

/** Rows are written under the version that they are a function of, which what commutes doesn't know. */
const rowsOfChange = ({ stream, before, after, commutes }: Change): readonly RowWrite[] =>
  commutes ? [] : projectChange(stream, before.state, after.state);

/** What an event says is redacted is erased in the commit that says so. */
const redactionsOf = ({ stream, events }: Change): readonly Redaction[] =>
  events
    .filter(({ type }) => type === 'content.redacted')
    .map(({ data }) => {
      const { offsets, authorOffsets, author } = data as Redacted;
      const authors = authorOffsets && author ? { authors: { offsets: authorOffsets, by: author } } : {};
      return { stream, offsets, ...authors, rows: [], commandIds: [] };
    });

const asWritten = (change: Change, heads: Readonly<Record<string, Head>>): CommittedChange =>
  change.commutes && heads[change.stream]?.version !== change.after.head.version
    ? { ...change, isMoved: true }
    : change;

/**
 * A refusal never leaves on cached state: one read of the command id and of the heads that it rests on. `false`, and
 * unsettled, where a head has moved: then it must be decided again. A head on which a later command of the same round was
 * committed was the stream's when the refusal's turn was: it stands, or it would be overtaken.
 */
async function confirmRefusal(loop: Round, { command, hash, settle }: Pending, refusal: Refused): Promise<boolean> {
  const { refused, heads } = refusal;
  const loaded = await loop.storage.load({
    community: command.community,
    streams: [...heads.keys()].map((stream) => ({ stream, limit: 0 })),
    commandId: command.id,
  });
  if (loaded.command) {
    const isSame = loaded.command.hash === hash;
    settle(isSame ? { result: loaded.command.result } : { refused: 'conflicting_duplicate' });
    return true;
  }
  const stood = (stream: string, known: Head) =>
    loop.met.some((one) => one.stream === stream && isSameHead(one.head, known));
  for (const { stream, head } of loaded.streams) {
    const known = heads.get(stream) as Head;
    if (!isSameHead(head, known) && !stood(stream, known)) return false;
  }
  settle({ refused });
  return true;
}

const isSameHead = (head: Head, other: Head) => head.version === other.version && head.commitId === other.commitId;
