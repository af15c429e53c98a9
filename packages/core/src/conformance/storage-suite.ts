import type { ViewDefinition } from '../ports/storage.js';
import { batchCases } from './storage-batches.js';
import { boundCases } from './storage-bounds.js';
import { commitCases } from './storage-commits.js';
import { lifeCases } from './storage-life.js';
import { logCases } from './storage-log.js';
import { redactionCases } from './storage-redaction.js';
import { rowCases } from './storage-rows.js';
import { streamCases } from './storage-streams.js';
import { noteView, type StorageSubject } from './storage-subject.js';
import { registerCases, type SuiteCase, type TestRunner } from './suite.js';

/** A storage to be tested. It says what it is; which cases it meets follows from that, and can't be chosen. */
export interface StorageAdapter {
  name: string;
  /** Whether what was committed survives the process; has to agree with `Storage.durability`. */
  durability: 'durable' | 'memory';
  /** `serial` when several handles can only take turns: the races then run, and say so in their names. @defaultValue 'parallel' */
  concurrency?: 'parallel' | 'serial';
  /** A fresh storage with these views, empty and isolated from every other. */
  create(options: { views: readonly ViewDefinition[] }): Promise<StorageSubject>;
}

/** Every promise of the Storage port. */
export const storageCases: readonly SuiteCase<StorageSubject>[] = [
  ...streamCases,
  ...commitCases,
  ...batchCases,
  ...logCases,
  ...rowCases,
  ...redactionCases,
  ...boundCases,
  ...lifeCases,
];

/** The views that `create` is called with. */
export const storageSuiteViews: readonly ViewDefinition[] = [
  noteView,
  { name: 'other', columns: { rank: 'integer' }, content: [], indexes: [['rank']] },
];

/** Registers the conformance suite of the Storage port for one adapter. An adapter is what passes it. */
export function storageSuite(runner: TestRunner, adapter: StorageAdapter): void {
  registerCases(runner, {
    name: `${adapter.name} is a Storage`,
    cases: storageCases.filter(({ isDurable }) => !isDurable || adapter.durability === 'durable'),
    isSerial: adapter.concurrency === 'serial',
    async create() {
      const subject = await adapter.create({ views: storageSuiteViews });
      if (subject.storage.durability === adapter.durability) return subject;
      await subject.dispose();
      throw new Error(`unable to test ${adapter.name}; it says to be ${subject.storage.durability}`);
    },
  });
}
