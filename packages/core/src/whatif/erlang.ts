/** A queue in formulas: Poisson arrivals, exponential service, equal slots, first come first served. */
export interface ErlangQueue {
  /** Offered load: mean number of conversations under way if nobody ever waited. */
  load: number;
  slots: number;
  meanServiceMs: number;
}

export interface ErlangAnswer {
  /** Share of visitors who find no free slot. */
  waiting: number;
  /** Mean wait of all, the unwaiting included; infinite where the load exceeds the slots. */
  meanWaitMs: number;
  /** Share answered within so long. */
  within(ms: number): number;
}

/**
 * Erlang C: everybody waits as long as it takes. Through Erlang B's recursion, which stays exact for many slots.
 * Source: Cooper, Introduction to Queueing Theory, 2nd ed., sections 3.3 and 3.4.
 */
export function erlangC({ load, slots, meanServiceMs }: ErlangQueue): ErlangAnswer {
  if (load >= slots) return { waiting: 1, meanWaitMs: Number.POSITIVE_INFINITY, within: () => 0 };
  const blocked = erlangB(load, slots);
  const waiting = blocked / (1 - (load / slots) * (1 - blocked));
  const spare = slots - load;
  return {
    waiting,
    meanWaitMs: (waiting * meanServiceMs) / spare,
    within: (ms) => 1 - waiting * Math.exp((-spare * ms) / meanServiceMs),
  };
}

function erlangB(load: number, slots: number): number {
  let blocked = 1;
  for (let slot = 1; slot <= slots; slot += 1) blocked = (load * blocked) / (slot + load * blocked);
  return blocked;
}

/**
 * Erlang A: the share who give up where patience is exponential too. Sums the stationary birth-death chain.
 * Source: Garnett, Mandelbaum and Reiman, Designing a call center with impatient customers, 2002.
 */
export function erlangAbandonment(queue: ErlangQueue & { meanPatienceMs: number }): number {
  const { load, slots, meanServiceMs, meanPatienceMs } = queue;
  const impatience = meanServiceMs / meanPatienceMs;
  let weight = 1;
  let total = 1;
  let waitingMean = 0;
  for (let people = 1; people < slots || weight > total * 1e-15; people += 1) {
    const waiting = Math.max(0, people - slots);
    weight *= load / (Math.min(people, slots) + waiting * impatience);
    total += weight;
    waitingMean += weight * waiting;
  }
  return (waitingMean * impatience) / (total * load);
}
