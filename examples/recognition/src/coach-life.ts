import {
  type Deed,
  decideLedger,
  emptyLedger,
  emptyRecognised,
  evolveLedger,
  evolveRecognised,
  type LedgerCommand,
  type Recognition,
  recognise,
  tierAwards,
} from '@entraide/core';

const actor = { kind: 'system', id: 'system', name: 'system' } as const;

/** One coach under one set of rules, without any server: deeds in, points and events out. */
export class CoachLife {
  ledger = emptyLedger;
  coach = emptyRecognised;
  readonly events: { type: string; data: object }[] = [];
  readonly #recognition: Recognition;

  constructor(recognition: Recognition) {
    this.#recognition = recognition;
  }

  // #region deed
  /** A deed is folded, the rules are asked, and what they give goes to the ledger. */
  do({ at, ...data }: Deed): void {
    this.coach = evolveRecognised(this.coach, { type: 'deed.done', at, data });
    const { timeZone, options } = this.#recognition;
    const context = { communityId: 'shop', now: at, timeZone, lifetimePoints: this.ledger.lifetime };
    const events = recognise(options, this.coach, context);
    this.coach = events.reduce(evolveRecognised, this.coach);
    this.events.push(...events);
    for (const award of tierAwards(this.#recognition, events)) this.tell({ type: 'points.award', ...award }, at);
  }
  // #endregion

  /** Returns the refusal, if it is one. */
  tell(command: LedgerCommand, now: number): string | undefined {
    const decision = decideLedger(command, this.ledger, { now, actor });
    if ('refused' in decision) return decision.refused;
    this.ledger = decision.events.reduce(evolveLedger, this.ledger);
    return undefined;
  }
}
