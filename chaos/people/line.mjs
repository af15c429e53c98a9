import { WebSocket } from 'ws';

/** Whoever isn't answered for so long goes elsewhere. */
const patienceMs = 8_000;

/** One connection: pairs answers with calls, and gives up when nobody answers. */
export class Line {
  #waiting = new Map();
  #lastId = 0;
  #socket;

  /** `on`: opened(line), notified(method, params), closed(code). */
  constructor(port, on) {
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}/v1/ws`, ['entraide.v1'], {
      perMessageDeflate: false,
      handshakeTimeout: patienceMs,
    });
    this.#socket.on('error', () => {}); // `close` follows.
    this.#socket.on('open', () => on.opened(this));
    this.#socket.on('close', (code) => {
      for (const { timer } of this.#waiting.values()) clearTimeout(timer);
      this.#waiting.clear();
      on.closed(code);
    });
    this.#socket.on('message', (data) => {
      const frame = JSON.parse(data.toString());
      if (frame.method) return on.notified(frame.method, frame.params);
      const call = this.#waiting.get(frame.id);
      this.#waiting.delete(frame.id);
      clearTimeout(call?.timer);
      call?.answer(frame);
    });
  }

  /** `answer` is called once, unless the connection ends before. */
  call(method, params, answer) {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#lastId += 1;
    const timer = setTimeout(() => this.#socket.terminate(), patienceMs);
    this.#waiting.set(this.#lastId, { answer, timer });
    this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id: this.#lastId, method, params }));
  }

  /** The TCP socket below, for who wants to be a bad reader. */
  get raw() {
    return this.#socket._socket;
  }

  end() {
    this.#socket.close(1000);
  }
}
