/** Something that somebody does, or time: `who` and `which` choose among what is there at that moment. */
export type LawAction =
  | { kind: LawDeed; who: number; which: number }
  | { kind: 'wait'; who: number; which: number; ms: number };

export type LawDeed =
  | 'ask'
  | 'claim'
  | 'claimAnything'
  | 'decline'
  | 'answer'
  | 'write'
  | 'release'
  | 'extend'
  | 'close'
  | 'leave'
  | 'block'
  | 'transfer'
  | 'presence'
  | 'connect'
  | 'disconnect';
