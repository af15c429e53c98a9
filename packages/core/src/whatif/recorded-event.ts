/** What the what-if reads of an event of the log; `LoggedEvent`, as `Storage.log` returns it, is one. */
export interface RecordedEvent {
  community?: string;
  stream: string;
  type: string;
  at: number;
  by: { kind: string; id?: string | undefined };
  data: Readonly<Record<string, unknown>>;
}

/** The kind of thing a stream is about, and its id. */
export function splitStream(stream: string): [kind: string, id: string] {
  const slash = stream.indexOf('/');
  return slash === -1 ? [stream, ''] : [stream.slice(0, slash), stream.slice(slash + 1)];
}
