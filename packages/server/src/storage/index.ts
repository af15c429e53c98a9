export { migrate } from './migrate.js';
export { createPostgresStorage, type PostgresStorageOptions } from './postgres-storage.js';
export type { SqliteHandle, SqliteStatement } from './sqlite-handle.js';
export { createSqliteStorage, type SqliteStorageOptions } from './sqlite-storage.js';
export { StorageFailure, type StorageFailureCode } from './storage-failure.js';
