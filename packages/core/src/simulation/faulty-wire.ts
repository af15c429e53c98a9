import type { AcceptedConnection, TransportConnection, TransportListener } from '../ports/transport.js';
import { closeCodes } from '../protocol/close-codes.js';
import type { Dice } from './dice.js';
import type { Faults } from './faults.js';
import type { VirtualTime } from './virtual-time.js';

/** A connection between a client and a node, as the weather sees it. */
export interface Wire {
  readonly isOpen: boolean;
  readonly isDumb: boolean;
  /** Both ends learn that it is gone; of what is on its way some still arrives. */
  cut(): void;
  /** Nothing comes through to the client any more, and perhaps nothing to the node, and neither is told. */
  goDumb(which: 'answers' | 'both'): void;
}

interface WireOptions {
  time: VirtualTime;
  dice: Dice;
  faults: () => Faults;
  /** Null where nobody listens. */
  accept: ((connection: AcceptedConnection) => void) | null;
}

/** How long a node keeps a connection of which it hears nothing. */
const silentMs = 12_000;

type ServerEnd = Parameters<AcceptedConnection['listen']>[0];

/** Opens a connection: frames arrive whole and in order, or not at all. */
export function openWire(
  options: WireOptions,
  listener: TransportListener,
): { connection: TransportConnection; wire: Wire } {
  const { time } = options;
  let server: ServerEnd | undefined;
  let status: TransportConnection['status'] = 'connecting';
  const isServed = () => server !== undefined;
  const lane = () => createLane(options);
  const [up, down] = [lane(), lane()];

  const endClient = (code: number, reason: string) => {
    if (status === 'closed') return;
    status = 'closed';
    listener.closed(code, reason);
  };
  const endServer = (code: number, reason: string) => {
    const end = server;
    server = undefined;
    end?.closed(code, reason);
  };

  up.send(() => {
    if (!options.accept) return down.send(() => endClient(closeCodes.abnormal.code, 'nobody listens'));
    down.send(() => {
      if (status !== 'connecting') return;
      status = 'open';
      listener.opened();
    });
    return options.accept({
      send: (frame) => isServed() && down.send(() => status === 'open' && listener.received(frame)),
      close(code, reason) {
        down.send(() => endClient(code, reason));
        time.schedule(0, () => endServer(code, reason));
      },
      listen: (own) => {
        server = own;
      },
    });
  });

  const connection: TransportConnection = {
    get status() {
      return status;
    },
    send: (frame) => void (status === 'open' && up.send(() => server?.received(frame))),
    close(code = closeCodes.normal.code, reason = '') {
      up.send(() => endServer(code, reason));
      time.schedule(0, () => endClient(code, reason));
    },
  };
  const lanes = [up, down] as const;
  const isOpen = () => status !== 'closed' || isServed();
  return { connection, wire: createWire(options, { lanes, endClient, endServer, isOpen }) };
}

type End = (code: number, reason: string) => void;
type Lane = ReturnType<typeof createLane>;

/** How a connection breaks. */
function createWire(
  { time, dice }: WireOptions,
  {
    lanes,
    endClient,
    endServer,
    isOpen,
  }: { lanes: readonly [up: Lane, down: Lane]; endClient: End; endServer: End; isOpen: () => boolean },
): Wire {
  const [up, down] = lanes;
  let isDumb = false;
  return {
    get isOpen() {
      return isOpen();
    },
    get isDumb() {
      return isDumb;
    },
    cut() {
      up.close(dice.roll());
      down.close(dice.roll());
      const { code } = closeCodes.abnormal;
      time.schedule(dice.between(1, 50), () => endClient(code, 'cut'));
      time.schedule(dice.between(1, 300), () => endServer(code, 'cut'));
    },
    goDumb(which) {
      isDumb = true;
      down.close(0);
      if (which === 'both') up.close(0);
      // The client finds out by itself, when nobody answers.
      time.schedule(silentMs, () => endServer(closeCodes.silent.code, 'silent'));
    },
  };
}

/** One direction of a connection. */
function createLane({ time, dice, faults }: WireOptions) {
  let lastAt = 0;
  let isClosed = false;
  const underWay = new Set<() => void>();
  return {
    send(arrive: () => void) {
      if (isClosed) return;
      lastAt = Math.max(lastAt, time.now() + dice.between(...faults().wireMs));
      const cancel = time.schedule(lastAt - time.now(), () => {
        underWay.delete(cancel);
        arrive();
      });
      underWay.add(cancel);
    },
    /** Lets this share of what is under way arrive, the first first. */
    close(share: number) {
      isClosed = true;
      for (const cancel of [...underWay].slice(Math.floor(share * underWay.size))) cancel();
    },
  };
}
