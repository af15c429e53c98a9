// The database alone, with no socket and no server: everything in flight goes into one multi-row insert, and the next
// batch is whatever arrived while the last one ran. The load generator calls this in its own process.
import pg from 'pg';

const columns = '$1::uuid[], $2::bigint[], $3::uuid[], $4::text[]';
const text = `insert into messages (conversation_id, seq, id, body) select * from unnest(${columns})`;

/** @returns `insert` takes rows of [conversationId, seq, messageId, text]; `onStored` gets each batch after its commit. */
export async function createInserter({ url, onStored, onError }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  client.on('error', onError);
  let waiting = [];
  let isRunning = false;
  const flush = async () => {
    while (waiting.length > 0) {
      const rows = waiting;
      waiting = [];
      await client.query({ name: 'insert', text, values: [0, 1, 2, 3].map((i) => rows.map((row) => row[i])) });
      onStored(rows);
    }
    isRunning = false;
  };
  const insert = (row) => {
    waiting.push(row);
    if (!isRunning) queueMicrotask(() => flush().catch(onError));
    isRunning = true;
  };
  return { insert, close: () => client.end() };
}
