/** Hints of one turn of the event loop, by subject: they leave as one message. */
export interface HintOutbox {
  /** False where it is full: the hint is lost. */
  add(subject: string, hint: string): boolean;
  close(): void;
}

/** Hints that wait for the end of a turn. */
const waitingBytesMax = 4 * 1024 * 1024;
/** Well below what NATS takes by default (1 MiB). */
const messageBytesMax = 256 * 1024;

/** @param send hints as JSON, in the order in which they were added */
export function createHintOutbox(send: (subject: string, hints: readonly string[]) => void): HintOutbox {
  let waiting = new Map<string, string[]>();
  let bytes = 0;
  let isClosed = false;
  const flush = () => {
    const due = waiting;
    waiting = new Map();
    bytes = 0;
    if (isClosed) return;
    for (const [subject, hints] of due) for (const part of splitHints(hints)) send(subject, part);
  };
  return {
    add(subject, hint) {
      if (bytes + hint.length > waitingBytesMax) return false;
      if (waiting.size === 0) setImmediate(flush);
      bytes += hint.length;
      const hints = waiting.get(subject);
      if (hints) hints.push(hint);
      else waiting.set(subject, [hint]);
      return true;
    },
    close() {
      isClosed = true;
    },
  };
}

/** Parts that a broker takes; a hint that is too large is a part of its own. */
function splitHints(hints: readonly string[]): string[][] {
  const parts: string[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const hint of hints) {
    // In UTF-8 a code unit takes three bytes at most.
    const length = 3 * hint.length;
    if (size + length > messageBytesMax) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(hint);
    size += length;
  }
  return parts;
}
