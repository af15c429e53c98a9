export { checkJournals } from './check-journals.js';
export { type FeedPlace, type JournalEntry, type JournalFact, parseJournal, type ViewRow } from './journal.js';
export { type CreateStorage, type Simulated, type SimulateOptions, simulate } from './simulate.js';
export { tellStory } from './tell-story.js';
export { readTruth, type Truth } from './truth.js';
export type { Evidence, RunTerms, Violation } from './violation.js';
