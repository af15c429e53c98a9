import type { Transport, TransportListener } from '@entraide/core';
import { closeCodes } from '@entraide/core/protocol';

/** A frame as the server read it. */
export interface SeenFrame {
  id?: number;
  method: string;
  params: Record<string, unknown>;
  /** As it came. */
  text: string;
}

/** The server's end of one connection. */
export interface ServerLine {
  readonly seen: SeenFrame[];
  /** Null while it lives. */
  closedWith: number | null;
  open(): void;
  answer(id: number | undefined, result: unknown): void;
  refuse(id: number | undefined, data: { reason: string; retry?: string; retryAfterMs?: number }): void;
  notify(method: string, params: unknown): void;
  close(code: number): void;
  /** What happens on each frame, unless the behaviour says otherwise. */
  received: (frame: SeenFrame) => void;
}

/** What a server does with one connection. */
export type Behaviour = (line: ServerLine) => void;

export const session = (id = 'visitor-1', more: object = {}) => ({
  actor: { kind: 'visitor', id },
  serverAt: 1_700_000_000_000,
  durability: 'memory',
  limits: { textMax: 8_000, frameBytesMax: 65_536, perMinute: 240 },
  ...more,
});

/** Opens the session; frames after it go to `received`, which by default answers nothing. */
export const accept =
  (received: (frame: SeenFrame, line: ServerLine) => void = () => {}, opened: object = session()): Behaviour =>
  (line) => {
    line.open();
    line.received = (frame) => {
      if (frame.method === 'session.open') line.answer(frame.id, opened);
      else received(frame, line);
    };
  };

/** The connection opens, and no frame is ever answered. */
export const neverAnswer: Behaviour = (line) => line.open();
/** The connection does not even open. */
export const neverOpen: Behaviour = () => {};
/** The server is not there, or wants nobody. */
export const refuse =
  (code: number): Behaviour =>
  (line) =>
    line.close(code);
/** `session.open` is refused for this reason. */
export const refuseSession =
  (reason: string, more: { retry?: string; retryAfterMs?: number } = {}): Behaviour =>
  (line) => {
    line.open();
    line.received = ({ id }) => line.refuse(id, { reason, ...more });
  };
/** Opens the session and closes at once. */
export const openThenDrop =
  (code: number): Behaviour =>
  (line) => {
    line.open();
    line.received = ({ id }) => {
      line.answer(id, session());
      line.close(code);
    };
  };
/** One behaviour per connection; the last one for all that follow. */
export const sequence = (...behaviours: Behaviour[]): Behaviour => {
  let next = 0;
  return (line) => {
    behaviours[Math.min(next, behaviours.length - 1)]?.(line);
    next += 1;
  };
};

export interface ScriptedServer {
  transport: Transport;
  lines: ServerLine[];
  /** The newest connection. */
  line(): ServerLine;
  /** All frames of all connections, by method, but for `session.open`. */
  methods(): string[];
}

export function createScriptedServer(behaviour: Behaviour): ScriptedServer {
  const lines: ServerLine[] = [];
  const transport: Transport = {
    open(listener) {
      const line = createLine(listener);
      lines.push(line);
      queueMicrotask(() => behaviour(line));
      return {
        get status() {
          return line.closedWith === null ? 'open' : 'closed';
        },
        send(text) {
          const frame: SeenFrame = { ...JSON.parse(text), text };
          line.seen.push(frame);
          queueMicrotask(() => line.closedWith === null && line.received(frame));
        },
        close: (code = closeCodes.normal.code) => line.close(code),
      };
    },
  };
  return {
    transport,
    lines,
    line: () => lines.at(-1) as ServerLine,
    methods: () =>
      lines.flatMap(({ seen }) => seen.map(({ method }) => method)).filter((method) => method !== 'session.open'),
  };
}

function createLine(listener: TransportListener): ServerLine {
  const send = (frame: object) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...frame });
    queueMicrotask(() => line.closedWith === null && listener.received(text));
  };
  const line: ServerLine = {
    seen: [],
    closedWith: null,
    received: () => {},
    open: () => queueMicrotask(() => line.closedWith === null && listener.opened()),
    answer: (id, result) => send({ id, result }),
    refuse: (id, data) => send({ id, error: { code: -32_000, message: `unable to do it; ${data.reason}`, data } }),
    notify: (method, params) => send({ method, params }),
    close(code) {
      // What was sent before still arrives.
      queueMicrotask(() =>
        queueMicrotask(() => {
          if (line.closedWith !== null) return;
          line.closedWith = code;
          listener.closed(code, '');
        }),
      );
    },
  };
  return line;
}
