import { ambiguous } from './rows/ambiguous.mjs';
import { doubleClaims } from './rows/double-claims.mjs';
import { nodeKill } from './rows/node-kill.mjs';
import { postgresKill } from './rows/postgres-kill.mjs';
import { rollingRestart } from './rows/rolling-restart.mjs';
import { sqliteKill } from './rows/sqlite-kill.mjs';

/** In the order of the table in `docs/reliability.md`. */
export const rows = [nodeKill, postgresKill, ambiguous, doubleClaims, sqliteKill, rollingRestart];
