import type { Transport, TransportConnection, TransportListener } from '@entraide/core';
import { closeCodes } from '@entraide/core/protocol';

/** A wire that a test can cut. */
export interface BreakableTransport extends Transport {
  /** Cuts the connections that are open; new ones may come. */
  cut(): void;
  /** What the server says is lost from now on, without a word to anybody. */
  loseAnswers(isLosing: boolean): void;
  /** Frames that clients sent. */
  readonly sent: string[];
}

export function createBreakableTransport(inner: Transport): BreakableTransport {
  const open = new Map<TransportConnection, TransportListener>();
  const sent: string[] = [];
  let isLosing = false;
  return {
    sent,
    loseAnswers(next) {
      isLosing = next;
    },
    cut() {
      for (const [connection, listener] of [...open]) {
        open.delete(connection);
        connection.close();
        queueMicrotask(() => listener.closed(closeCodes.abnormal.code, ''));
      }
    },
    open(listener) {
      const connection = inner.open({
        opened: () => listener.opened(),
        received: (frame) => open.has(connection) && !isLosing && listener.received(frame),
        closed: (code, reason) => open.delete(connection) && listener.closed(code, reason),
      });
      open.set(connection, listener);
      return {
        get status() {
          return open.has(connection) ? connection.status : 'closed';
        },
        send(frame) {
          if (!open.has(connection)) return;
          sent.push(frame);
          connection.send(frame);
        },
        close: (code, reason) => connection.close(code, reason),
      };
    },
  };
}
