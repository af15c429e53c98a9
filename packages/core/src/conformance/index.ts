export { type BusAdapter, type BusSubject, busCases, busSuite } from './bus-suite.js';
export { type NotifierAdapter, type NotifierSubject, notifierCases, notifierSuite } from './notifier-suite.js';
export type { StorageSubject } from './storage-subject.js';
export { type StorageAdapter, storageCases, storageSuite, storageSuiteViews } from './storage-suite.js';
export { runCase, type SuiteCase, type TestRunner } from './suite.js';
export {
  type TopicClassifierAdapter,
  type TopicClassifierSubject,
  topicClassifierCases,
  topicClassifierSuite,
  topicExamples,
} from './topic-classifier-suite.js';
export type { TransportSubject } from './transport-subject.js';
export { type TransportAdapter, transportCases, transportSuite } from './transport-suite.js';
