export interface TransportListener {
  opened(): void;
  /** One text frame, whole. */
  received(frame: string): void;
  /** Once, also when it never opened. Codes: see `closeCodes`. */
  closed(code: number, reason: string): void;
}

/** A duplex of text frames. */
export interface TransportConnection {
  readonly status: 'connecting' | 'open' | 'closed';
  /** Frames arrive whole and in order, or the connection closes. Frames sent while not open are dropped. */
  send(frame: string): void;
  /** Idempotent. */
  close(code?: number, reason?: string): void;
}

/** Client ↔ server wire. */
export interface Transport {
  /** Starts a connection. Listeners are called asynchronously, never before `open` returns. */
  open(listener: TransportListener): TransportConnection;
}

/** The server's end of a connection, whatever carries it. */
export interface AcceptedConnection {
  /**
   * Whose connection it is, as far as networks tell: an IPv4 address, an IPv6 prefix. Digests of it are compared, it is
   * never stored or logged. Leave it out where it says nothing, as behind a proxy that doesn't tell.
   */
  readonly address?: string | undefined;
  /** Frames sent after the close are dropped. */
  send(frame: string): void;
  close(code: number, reason: string): void;
  /** Called once, by whoever accepts, before it returns. */
  listen(listener: {
    /** One text frame, whole. */
    received(frame: string): void;
    /** Once. */
    closed(code: number, reason: string): void;
  }): void;
}
