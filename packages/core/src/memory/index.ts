export { createMemoryBus } from './memory-bus.js';
export { createMemoryStorage } from './memory-storage.js';
export { createMemoryTransport } from './memory-transport.js';
