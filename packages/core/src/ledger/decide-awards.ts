import { canonicalJson } from '../json/canonical-json.js';
import { createCapRoom } from './caps.js';
import { accept, type Decide, type Decisions, type EventBody, isAmount, nothing, refuse } from './decision.js';
import { correctableMs, factAgeMaxMs } from './ledger-terms.js';
import type { Award, LedgerContext, LedgerEntry, LedgerState } from './types.js';
import { usedDigest } from './used-digest.js';

const byFact = (a: LedgerEntry, b: LedgerEntry) => a.factAt - b.factAt;

const findEntry = ({ entries }: LedgerState, id: string) => entries.find((entry) => entry.id === id);

const contentOf = ({ status, isHeld, granted, isFreed, ...award }: LedgerEntry): Award => award;

const award: Decide<'points.award'> = ({ type: _, ...data }, ledger, context) => {
  if (!isAmount(data.amount)) return refuse('invalid_transfer');
  const known = findEntry(ledger, data.id);
  if (known) return canonicalJson(contentOf(known)) === canonicalJson(data) ? nothing : refuse('conflicting_transfer');
  if (ledger.spendings.some(({ id }) => id === data.id)) return refuse('conflicting_transfer');
  if (ledger.used.includes(usedDigest(data.id)) || isPaid(ledger, data.cause)) return refuse('already_awarded');
  // Nothing more is paid for what was found to be made up.
  if (ledger.entries.some((one) => isFinal(one) && one.conversationId === (data.conversationId ?? null)))
    return refuse('already_awarded');
  // The caps of that day may have been forgotten.
  if (data.factAt < context.now - factAgeMaxMs) return refuse('too_old');
  return accept(context, { type: 'points.pended', data });
};

const isFinal = ({ status, isFreed }: LedgerEntry) => (status === 'voided' || status === 'reversed') && !isFreed;

const isPaid = ({ entries, used }: LedgerState, cause: string) =>
  entries.some((entry) => entry.cause === cause && !entry.isFreed) || used.includes(usedDigest(cause));

/** In the order of the facts, not of the awards: who was thanked first has the first right to the day's room. */
const settle: Decide<'points.settle'> = (_, { entries }, context) => {
  const due = entries.filter(
    ({ status, isHeld, settlesAt }) => status === 'pending' && !isHeld && settlesAt <= context.now,
  );
  if (due.length === 0) return refuse('superseded');
  const room = createCapRoom(entries);
  const settled = due.sort(byFact).map((entry) => {
    const admitted = room.admit(entry, entry.amount);
    room.add(entry, admitted.granted);
    return { type: 'points.settled', data: { id: entry.id, amount: entry.amount, ...admitted } } as const;
  });
  return accept(context, ...settled);
};

const ofPending =
  <T extends 'points.hold' | 'points.release' | 'points.void'>(decide: (entry: LedgerEntry) => Decide<T>): Decide<T> =>
  (command, ledger, context) => {
    const entry = findEntry(ledger, (command as { id: string }).id);
    if (!entry) return refuse('not_found');
    if (entry.status !== 'pending') return refuse('not_pending');
    return decide(entry)(command, ledger, context);
  };

const reverse: Decide<'points.reverse'> = ({ id, reason }, ledger, context) => {
  const entry = findEntry(ledger, id);
  if (!entry) return refuse('not_found');
  if (entry.status !== 'settled') return refuse('not_settled');
  if (!isCorrectable(entry, context)) return refuse('too_old');
  return accept(context, ...reversal(ledger, context, { reversed: [entry], reason }));
};

const isCorrectable = ({ factAt }: LedgerEntry, { now }: LedgerContext) => factAt >= now - correctableMs;

interface Reversal {
  reversed: readonly LedgerEntry[];
  reason: string;
}

/** Takes back what was granted, no more; what caps had held back then has its turn, in the order of the facts. */
export function reversal(
  { entries }: LedgerState,
  context: LedgerContext,
  { reversed, reason }: Reversal,
): EventBody[] {
  const others = entries.filter((entry) => !reversed.includes(entry));
  const room = createCapRoom(others);
  const events: EventBody[] = reversed.map(({ id, granted }) => ({
    type: 'points.reversed',
    data: { id, amount: granted, reason },
  }));
  const clamped = others.filter(
    (entry) => entry.status === 'settled' && entry.granted < entry.amount && isCorrectable(entry, context),
  );
  for (const entry of clamped.sort(byFact)) {
    const { granted } = room.admit(entry, entry.amount - entry.granted);
    if (granted === 0) continue;
    room.add(entry, granted);
    events.push({ type: 'points.admitted', data: { id: entry.id, granted, total: entry.granted + granted } });
  }
  return events;
}

/** The awards of a cause, or of all kinds for the same fact. */
const isOf = (entry: LedgerEntry, cause: string) =>
  !entry.isFreed && (entry.cause === cause || entry.cause.startsWith(`${cause}/`));

const retract: Decide<'points.retract'> = ({ cause }, ledger, context) => {
  const known = ledger.entries.filter((entry) => isOf(entry, cause));
  const reason = 'changed';
  const voided = known
    .filter(({ status }) => status === 'pending')
    .map(({ id, amount }): EventBody => ({ type: 'points.voided', data: { id, amount, reason } }));
  const settled = known.filter((entry) => entry.status === 'settled' && isCorrectable(entry, context));
  return accept(
    context,
    ...voided,
    ...(settled.length > 0 ? reversal(ledger, context, { reversed: settled, reason }) : []),
  );
};

/** What may become of awards; within each function the order of the checks is the precedence of its refusals. */
export const awardDecisions: Decisions<
  | 'points.award'
  | 'points.settle'
  | 'points.hold'
  | 'points.release'
  | 'points.void'
  | 'points.reverse'
  | 'points.retract'
> = {
  'points.award': award,
  'points.settle': settle,
  'points.reverse': reverse,
  'points.retract': retract,
  'points.hold': ofPending(
    ({ isHeld }) =>
      ({ id }, _, context) =>
        isHeld ? nothing : accept(context, { type: 'points.held', data: { id } }),
  ),
  'points.release': ofPending(
    ({ isHeld }) =>
      ({ id }, _, context) =>
        isHeld ? accept(context, { type: 'points.released', data: { id } }) : nothing,
  ),
  'points.void': ofPending(
    ({ amount }) =>
      ({ id, reason }, _, context) =>
        accept(context, { type: 'points.voided', data: { id, amount, reason } }),
  ),
};
