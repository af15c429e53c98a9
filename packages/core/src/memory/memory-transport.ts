import type { AcceptedConnection, Transport, TransportConnection, TransportListener } from '../ports/transport.js';
import { closeCodes } from '../protocol/close-codes.js';

/**
 * A transport whose other end is in the same process: each `open` gives `accept` a connection. Frames cross in order and
 * asynchronously, as on a socket.
 */
export function createMemoryTransport(
  accept: (connection: AcceptedConnection) => void,
  { address }: { /** From where it seems to be. */ address?: string | undefined } = {},
): Transport {
  return { open: (listener) => connect(listener, (connection) => accept({ ...connection, address })) };
}

function connect(listener: TransportListener, accept: (connection: AcceptedConnection) => void): TransportConnection {
  let server: Parameters<AcceptedConnection['listen']>[0] | undefined;
  let status: TransportConnection['status'] = 'connecting';
  const later = (task: () => void) => queueMicrotask(task);
  const end = (code: number, reason: string) => {
    if (status === 'closed') return;
    status = 'closed';
    later(() => {
      listener.closed(code, reason);
      server?.closed(code, reason);
    });
  };
  later(() => {
    if (status === 'closed') return;
    status = 'open';
    // Before `accept`, so that whatever is sent while accepting arrives after it.
    later(() => status === 'open' && listener.opened());
    accept({
      send: (frame) => later(() => status === 'open' && listener.received(frame)),
      // What was sent before the close still arrives.
      close: (code, reason) => later(() => end(code, reason)),
      listen: (own) => {
        server = own;
      },
    });
  });
  return {
    get status() {
      return status;
    },
    send(frame) {
      if (status === 'open') later(() => status === 'open' && server?.received(frame));
    },
    close: (code = closeCodes.normal.code, reason = '') => later(() => end(code, reason)),
  };
}
