import type { AcceptedConnection, Transport, TransportConnection } from '../ports/transport.js';
import { checkEventually } from './check.js';

export interface TransportSubject {
  transport: Transport;
  /** The server's end of the next connection, in the order in which they were opened. */
  accepted(): Promise<AcceptedConnection>;
  /** Closes everything. */
  dispose(): Promise<void>;
}

/** One end of a connection and all that happened to it. */
interface RecordedEnd<End> {
  end: End;
  frames: string[];
  closes: { code: number; reason: string }[];
}

export interface RecordedClient extends RecordedEnd<TransportConnection> {
  /** What the listener was told, in order: `opened`, `received`, `closed`. */
  calls: string[];
}

export function openClient(transport: Transport): RecordedClient {
  const calls: string[] = [];
  const frames: string[] = [];
  const closes: { code: number; reason: string }[] = [];
  const end = transport.open({
    opened: () => calls.push('opened'),
    received(frame) {
      calls.push('received');
      frames.push(frame);
    },
    closed(code, reason) {
      calls.push('closed');
      closes.push({ code, reason });
    },
  });
  return { end, calls, frames, closes };
}

export function recordAccepted(end: AcceptedConnection): RecordedEnd<AcceptedConnection> {
  const frames: string[] = [];
  const closes: { code: number; reason: string }[] = [];
  end.listen({
    received: (frame) => frames.push(frame),
    closed: (code, reason) => closes.push({ code, reason }),
  });
  return { end, frames, closes };
}

/** A connection open at both ends. */
export async function connect({ transport, accepted }: TransportSubject) {
  const client = openClient(transport);
  const server = recordAccepted(await accepted());
  await checkEventually(() => client.calls.includes('opened'), 'a connection that is accepted opens');
  return { client, server };
}
