import { createPostgresStorage, type PostgresStorageOptions } from './postgres-storage.js';
import { createSqliteStorage, type SqliteStorageOptions } from './sqlite-storage.js';

/**
 * Makes the tables of a storage before it is needed, as `entraide migrate` does. A storage does the same with its first
 * call, so this is for those who want to see it done, or who start with fewer rights than they migrate with.
 */
export async function migrate(options: PostgresStorageOptions | SqliteStorageOptions): Promise<void> {
  const storage =
    'file' in options || 'database' in options ? createSqliteStorage(options) : createPostgresStorage(options);
  try {
    await storage.log(0, 1);
  } finally {
    await storage.close();
  }
}
