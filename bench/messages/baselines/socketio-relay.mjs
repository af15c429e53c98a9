// A Socket.IO relay without storage, the way its guides teach it: a room per conversation, an acknowledgement per message.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const offsets = new Map();
const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });

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
