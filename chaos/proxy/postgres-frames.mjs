const isCommit = (text) => /^\s*commit\b/i.test(text) || text.includes('with believed as');
const textAt = (bytes, from) => bytes.toString('utf8', from, bytes.indexOf(0, from));

/** Cuts a stream of PostgreSQL's protocol into messages; the client's first one, at connecting, has no type. */
export function createSplitter({ isClient }) {
  let rest = Buffer.alloc(0);
  let isBare = isClient;
  return (chunk) => {
    const messages = [];
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const head = isBare ? 0 : 1;
      if (rest.length < head + 4) return messages;
      const end = head + rest.readUInt32BE(head);
      if (rest.length < end) return messages;
      messages.push({ type: isBare ? 'startup' : String.fromCharCode(rest[0]), bytes: rest.subarray(0, end) });
      rest = rest.subarray(end);
      isBare = false;
    }
  };
}

/**
 * Says of each message of a client whether with it a commit is sent, whole: COMMIT by itself, or the statement that appends
 * and commits in one, when it is synced. Statements that were prepared are known by their names.
 */
export function createCommitWatch() {
  const prepared = new Map();
  let isUnderWay = false;
  return ({ type, bytes }) => {
    if (type === 'Q') return isCommit(textAt(bytes, 5));
    if (type === 'P') {
      const name = textAt(bytes, 5);
      prepared.set(name, isCommit(textAt(bytes, 6 + Buffer.byteLength(name))));
    }
    if (type === 'B') isUnderWay = prepared.get(textAt(bytes, bytes.indexOf(0, 5) + 1)) ?? false;
    if (type !== 'S') return false;
    const isSent = isUnderWay;
    isUnderWay = false;
    return isSent;
  };
}
