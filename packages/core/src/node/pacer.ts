/** Calls something at once while it is seldom, and once a tick in a rush. */
export interface Pacer {
  soon(): void;
  /** A tick: calls for what came since, or because the caller says so. */
  tick(isDue: boolean): void;
}

/** @param perTickMax calls at once between two ticks */
export function createPacer(call: () => void, perTickMax: number): Pacer {
  let calls = 0;
  let isWaiting = false;
  return {
    soon() {
      calls += 1;
      if (calls <= perTickMax) call();
      else isWaiting = true;
    },
    tick(isDue) {
      const isCalled = isWaiting || isDue;
      calls = 0;
      isWaiting = false;
      if (isCalled) call();
    },
  };
}
