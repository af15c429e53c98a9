/** Thrown by a conformance case whose adapter breaks the port's contract. */
class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
}

/** Fails the case with a sentence that says what the port promises. */
export function check(isTrue: boolean, promise: string): asserts isTrue {
  if (!isTrue) throw new ConformanceError(promise);
}

/** Deep equality of JSON-like values; own `__proto__` keys count, `undefined` members don't. */
export function checkEqual(actual: unknown, expected: unknown, promise: string): void {
  const [was, wanted] = [canonical(actual), canonical(expected)];
  check(was === wanted, `${promise}: expected ${shorten(wanted)}, was ${shorten(was)}`);
}

/** Resolves when the promise rejects with an Error, and fails when it resolves. */
export async function checkRejects(promise: Promise<unknown>, what: string): Promise<void> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  check(error instanceof Error, `${what} rejects with an Error`);
}

/** Looks again until `read` gives `true`: for what an adapter may deliver a little later. */
export async function checkEventually(
  read: () => boolean | Promise<boolean>,
  promise: string,
  triesMax = 500,
): Promise<void> {
  for (let tries = 0; tries < triesMax; tries++) {
    if (await read()) return;
    await pause(tries < 20 ? 1 : 20);
  }
  check(false, promise);
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const members = Object.keys(value)
    .filter((key) => (value as Record<string, unknown>)[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`);
  return `{${members.join(',')}}`;
}

const shorten = (text: string) => (text.length > 400 ? `${text.slice(0, 400)}… (${text.length})` : text);
