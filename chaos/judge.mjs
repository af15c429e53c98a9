import { views } from '@entraide/core';
import { checkJournals, readTruth } from '@entraide/core/simulation';
import { createPostgresStorage, createSqliteStorage } from '@entraide/server';
import { community } from './servers/nodes.mjs';

const openStorage = ({ url, file }) =>
  file ? createSqliteStorage({ file, views }) : createPostgresStorage({ url, views });

/**
 * Holds the journal to what is stored, by the simulator's checker. No node may run any more. `lost`: accepted, and not
 * there; `doubled`: one command that took effect twice, or a request with two coaches.
 */
export async function judge(place, journal) {
  const storage = openStorage(place);
  try {
    const truth = await readTruth(storage, community);
    const terms = { capacityMax: 4, clockOffMsMax: 1_000 };
    const violations = checkJournals({ journal: journal.entries, truth, terms });
    const count = (...rules) => violations.filter(({ rule }) => rules.includes(rule)).length;
    const [lost, doubled] = [count('M2'), count('M3', 'Q1', 'Q2')];
    return { lost, doubled, violations, events: truth.log.length };
  } finally {
    await storage.close();
  }
}
