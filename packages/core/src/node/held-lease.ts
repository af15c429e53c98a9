import type { Storage } from '../ports/storage.js';

/** The right to do what one node at a time needs to do. Two who have it do no harm: it only saves work. */
export interface HeldLease {
  /** Takes or keeps it; `false` while another holder has it. */
  hold(now: number): Promise<boolean>;
  /** Gives it back, so that another needn't wait for its end. */
  release(): Promise<void>;
}

/** @param options `renewMs` is how often it is asked for again while it is held */
export function createHeldLease(options: {
  storage: Storage;
  name: string;
  holder: string;
  holdMs: number;
  renewMs: number;
}): HeldLease {
  const { storage, name, holder, holdMs, renewMs } = options;
  let heldUntil = 0;
  return {
    async hold(now) {
      if (now < heldUntil) return true;
      heldUntil = 0;
      const isHeld = await storage.lease(name, holder, holdMs);
      heldUntil = isHeld ? now + renewMs : 0;
      return isHeld;
    },
    async release() {
      if (heldUntil === 0) return;
      heldUntil = 0;
      await storage.lease(name, holder, 1);
    },
  };
}
