import { randomUUID } from 'node:crypto';
import { type DatabasePlace, openDatabase } from './open-database.js';

/**
 * Gives a database that came from a backup an epoch of its own: offsets that clients have from before the restore may
 * stand for other events now, and are answered with a snapshot. The tables must be there, and no server may run on it: a
 * SQLite file that one has open is refused, as `createSqliteStorage` refuses it; PostgreSQL can't tell.
 */
export async function renewEpoch(place: DatabasePlace): Promise<void> {
  const { db, close } = openDatabase(place);
  try {
    await db.updateTable('installation').set({ epoch: randomUUID() }).where('id', '=', 1).executeTakeFirstOrThrow();
  } finally {
    await close();
  }
}
