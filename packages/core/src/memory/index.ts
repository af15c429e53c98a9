export { createMemoryBus } from './memory-bus.js';
export { createMemoryNotifier, type MemoryNotifier } from './memory-notifier.js';
export { createMemoryStorage } from './memory-storage.js';
export { createMemoryTopicClassifier, type TopicExample } from './memory-topic-classifier.js';
export { createMemoryTransport } from './memory-transport.js';
