// A raw `ws` relay without storage: parse, route to the peer, deliver, acknowledge. What a message costs at the least.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const conversations = new Map();
const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });

sockets.on('connection', (socket, request) => {
  const query = new URL(request.url, 'http://relay').searchParams;
  const id = query.get('conversationId');
  const conversation = conversations.get(id) ?? { offset: 0 };
  conversations.set(id, conversation);
  conversation[query.get('role')] = socket;
  socket.on('message', (frame) => {
    const { id: call, params } = JSON.parse(frame);
    const { coach } = conversations.get(params.conversationId) ?? {};
    if (!coach) return socket.close(4404, 'nobody to deliver to');
    const { messageId, text } = params;
    const answer = { offset: ++conversation.offset, at: Date.now() };
    coach.send(JSON.stringify({ method: 'message.posted', params: { ...answer, messageId, text } }));
    socket.send(JSON.stringify({ id: call, result: answer }));
  });
});

http.listen(0, '127.0.0.1', () => console.log(`port ${http.address().port}`));
