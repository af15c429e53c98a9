// Socket.IO with one Kysely transaction per message: delivered and acknowledged after it, one at a time per conversation.
import { createServer } from 'node:http';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { Server } from 'socket.io';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
const lanes = new Map();
const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });
const open = (id) => db.insertInto('conversations').values({ id }).execute();
const store = async (tx, { conversationId: id, messageId, text }) => {
  const counter = tx.updateTable('conversations').set((eb) => ({ seq: eb('seq', '+', 1) }));
  const [{ seq }] = await counter.where('id', '=', id).returning('seq').execute();
  await tx.insertInto('messages').values({ conversation_id: id, seq, id: messageId, body: text }).execute();
  return { offset: Number(seq), at: Date.now() };
};
io.on('connection', (socket) => {
  void socket.join(socket.handshake.auth.conversationId);
  socket.on('message.post', async (params, acknowledge) => {
    const { conversationId: id, messageId, text } = params;
    const stored = (lanes.get(id) ?? open(id)).then(() => db.transaction().execute((tx) => store(tx, params)));
    lanes.set(id, stored);
    const answer = await stored;
    socket.to(id).emit('message.posted', { ...answer, messageId, text });
    acknowledge(answer);
  });
});
http.listen(0, '127.0.0.1', () => console.log(`port ${http.address().port}`));
