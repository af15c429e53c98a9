/**
 * A WebSocket client for load: every server shares two cores with the one who asks, so a frame must cost little here.
 * Frames to send are built and masked before the measurement; frames received are cut out of the chunk and handed over.
 */
import { randomBytes } from 'node:crypto';
import { get } from 'node:http';

const opcode = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 };
const maskOffset = (length) => (length < 126 ? 2 : 4);

/** The bytes that a masked frame of an ASCII text takes. */
export const frameBytes = (length) => maskOffset(length) + 4 + length;

/** Writes one masked frame and returns where the next one starts. */
export function writeFrame(bytes, at, { text, mask, code = opcode.text }) {
  const { length } = text;
  if (length > 65_535) throw new Error(`unable to frame ${length} characters`);
  bytes[at] = 0x80 | code;
  bytes[at + 1] = 0x80 | (length < 126 ? length : 126);
  if (length >= 126) bytes.writeUInt16BE(length, at + 2);
  const start = at + maskOffset(length) + 4;
  mask.copy(bytes, start - 4, 0, 4);
  bytes.latin1Write(text, start, length);
  for (let i = 0; i < length; i += 1) bytes[start + i] ^= mask[i & 3];
  return start + length;
}

export class FrameSocket {
  /** Gets the text of each frame. */
  onText = () => {};
  /** Called once for each chunk, after its frames. */
  onChunkEnd = () => {};
  onFailure = (error) => {
    throw error;
  };
  #socket;
  #rest;
  #isEnding = false;

  constructor(socket, head) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', (error) => this.#isEnding || this.onFailure(error));
    socket.on('close', () => this.#isEnding || this.onFailure(new Error('the server closed a connection')));
    if (head.length > 0) setImmediate(() => this.#receive(head));
  }

  /** Sends frames that stand ready in the buffer. */
  write(bytes) {
    this.#socket.write(bytes);
  }

  send(text, code = opcode.text) {
    const bytes = Buffer.allocUnsafe(frameBytes(text.length));
    writeFrame(bytes, 0, { text, mask: randomBytes(4), code });
    this.#socket.write(bytes);
  }

  end() {
    this.#isEnding = true;
    this.#socket.destroy();
  }

  #receive(chunk) {
    let bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    let at = 0;
    try {
      for (let next = this.#readFrame(bytes, at); next > at; next = this.#readFrame(bytes, at)) at = next;
      bytes = at < bytes.length ? bytes.subarray(at) : undefined;
      this.#rest = bytes;
      this.onChunkEnd();
    } catch (error) {
      this.onFailure(error);
    }
  }

  /** Where the next frame starts, or `at` when this one isn't whole yet. */
  #readFrame(bytes, at) {
    if (bytes.length < at + 2) return at;
    let length = bytes[at + 1];
    let start = at + 2;
    if (length > 125) {
      start += length === 126 ? 2 : 8;
      if (bytes.length < start) return at;
      length = length === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
    }
    const end = start + length;
    if (bytes.length < end) return at;
    const code = bytes[at] & 0x0f;
    if (bytes[at] === (0x80 | opcode.text)) this.onText(bytes.latin1Slice(start, end));
    else if (code === opcode.ping) this.send(bytes.latin1Slice(start, end), opcode.pong);
    else if (code === opcode.close) throw new Error(`the server closed with ${readClose(bytes.subarray(start, end))}`);
    else if (code !== opcode.pong) throw new Error(`unable to read a frame of kind ${bytes[at]}`);
    return end;
  }
}

const readClose = (payload) =>
  payload.length < 2 ? 'no code' : `${payload.readUInt16BE(0)} ${payload.subarray(2).toString()}`;

/** Opens a connection on the loopback interface. */
export function openFrameSocket({ port, path, protocol, timeoutMs = 10_000 }) {
  return new Promise((resolve, reject) => {
    const request = get({
      host: '127.0.0.1',
      port,
      path,
      agent: false,
      timeout: timeoutMs,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
        ...(protocol && { 'Sec-WebSocket-Protocol': protocol }),
      },
    });
    request.on('upgrade', (_, socket, head) => {
      socket.setTimeout(0);
      resolve(new FrameSocket(socket, head));
    });
    request.on('response', ({ statusCode }) => reject(new Error(`unable to open ${path}; HTTP ${statusCode}`)));
    request.on('timeout', () => request.destroy(new Error(`unable to open ${path}; no answer in ${timeoutMs} ms`)));
    request.on('error', reject);
  });
}
