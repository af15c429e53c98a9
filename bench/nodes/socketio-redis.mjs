// A Socket.IO relay without storage on several nodes, the way its guides teach it: rooms, and the Redis adapter between them.
import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { createClient } from 'redis';
import { Server } from 'socket.io';

const publisher = createClient({ url: process.env.BENCH_BUS });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);
const offsets = new Map();
const http = createServer();
const adapter = createAdapter(publisher, subscriber, { key: process.env.BENCH_SECRET });
const io = new Server(http, { transports: ['websocket'], serveClient: false, adapter });

io.on('connection', (socket) => {
  void socket.join(socket.handshake.auth.conversationId);
  socket.on('message.post', ({ conversationId, messageId, text }, acknowledge) => {
    const offset = (offsets.get(conversationId) ?? 0) + 1;
    offsets.set(conversationId, offset);
    const answer = { offset, at: Date.now() };
    socket.to(conversationId).emit('message.posted', { ...answer, messageId, text });
    acknowledge(answer);
  });
});

http.listen(0, '127.0.0.1', () => console.log(`port ${http.address().port}`));
