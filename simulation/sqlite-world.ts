import { type SimulateOptions, simulate as simulateOn } from '@entraide/core/simulation';
import Libsql from 'libsql';
import { createSqliteStorage } from '../packages/server/src/storage/sqlite-storage.js';

/** The same worlds on SQLite, which shares transactions between commits. */
export const simulate = (options: SimulateOptions) =>
  simulateOn({
    ...options,
    createStorage({ views }) {
      const database = new Libsql(':memory:') as never;
      return createSqliteStorage({ views, database });
    },
  });
