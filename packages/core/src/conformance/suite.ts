/** What the suites need of a test runner: vitest's, jest's, mocha's and `node:test`'s fit as they are. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

/** One promise of a port, proved on a fresh instance of an adapter. */
export interface SuiteCase<Subject> {
  /** A sentence in the present tense. */
  name: string;
  run(subject: Subject): Promise<void>;
  /** Its writers overlap; an adapter that can only take turns has this said in the case's name. */
  isRace?: boolean;
  /** Only for adapters that promise to survive the death of the process. */
  isDurable?: boolean;
}

/** Registers all cases under one name. Each makes its subject, and disposes of it whatever happens. */
export function registerCases<Subject extends { dispose(): Promise<void> }>(
  { describe, it }: TestRunner,
  options: { name: string; cases: readonly SuiteCase<Subject>[]; create(): Promise<Subject>; isSerial?: boolean },
): void {
  describe(options.name, () => {
    for (const one of options.cases) {
      const name = one.isRace && options.isSerial ? `${one.name} (serial)` : one.name;
      it(name, () => runCase(one, options.create));
    }
  });
}

export async function runCase<Subject extends { dispose(): Promise<void> }>(
  one: SuiteCase<Subject>,
  create: () => Promise<Subject>,
): Promise<void> {
  const subject = await create();
  try {
    await one.run(subject);
  } finally {
    await subject.dispose();
  }
}
