import { randomBytes } from 'node:crypto';
import { clientId } from './client-id.mjs';
import { frameBytes, writeFrame } from './frame-socket.mjs';

/** What everybody says: 64 ASCII characters. */
export const body = 'How do I pair the second speaker with the one I already own? 123'.padEnd(64, '.').slice(0, 64);

const acknowledged = 1;
const arrived = 2;
const spare = 64;

/**
 * One visitor and one coach, and what the one sent to the other. Ids and frames are made ahead of the measurement. Each
 * message has to be acknowledged once and to arrive once, in the order sent; anything else throws.
 */
export class Pair {
  /** In an open loop: when each of its messages was due. */
  dueAt = [];
  sent = 0;
  completed = 0;
  #made = 0;
  #arrivals = 0;
  #ids = [];
  #marks = [];
  #frames = [];

  constructor({ conversationId, encode }) {
    this.conversationId = conversationId;
    this.encode = encode;
  }

  messageId(n) {
    return this.#ids[n];
  }

  /** Makes sure that so many messages stand ready. */
  prepare(count) {
    const missing = this.sent + count - this.#made;
    if (missing <= 0) return;
    const texts = [];
    for (let i = 0; i < missing; i += 1) {
      const messageId = clientId();
      if (this.encode) texts.push(this.#encode(this.#made + i, messageId));
      this.#ids.push(messageId);
      this.#marks.push(0);
    }
    if (this.encode) this.#frames.push(frame(texts, this.#made));
    this.#made += missing;
  }

  #encode(n, messageId) {
    return this.encode({ n, messageId, commandId: clientId(), conversationId: this.conversationId });
  }

  /** Takes the next messages, framed, as few buffers. Without an encoder it only counts them as sent. */
  take(count) {
    if (this.#made < this.sent + count) this.prepare(count + spare);
    const end = this.sent + count;
    const buffers = [];
    for (let from = this.sent; this.encode && from < end; ) {
      const { first, length, bytes } = this.#frames[0];
      const last = first + bytes.length / length;
      const to = Math.min(end, last);
      buffers.push(bytes.subarray((from - first) * length, (to - first) * length));
      if (to === last) this.#frames.shift();
      from = to;
    }
    this.sent = end;
    return buffers;
  }

  /** Message n was acknowledged. Returns whether it is complete by that. */
  acknowledge(n) {
    if (!(n >= 0 && n < this.sent)) throw new Error(`${this.#name}: acknowledged ${n}, which was never sent`);
    if (this.#marks[n] & acknowledged) throw new Error(`${this.#name}: acknowledged message ${n} twice`);
    return this.#mark(n, acknowledged);
  }

  /** The next message arrived. Returns its number when it is complete by that, otherwise -1. */
  arrive(messageId) {
    const n = this.#arrivals;
    if (n >= this.sent || messageId !== this.#ids[n]) {
      const was = this.#ids.indexOf(messageId);
      const what = was < 0 ? 'a message nobody sent' : was < n ? `message ${was} a second time` : `message ${was}`;
      throw new Error(`${this.#name}: delivered ${what} where message ${n} was next`);
    }
    this.#arrivals = n + 1;
    return this.#mark(n, arrived) ? n : -1;
  }

  #mark(n, bit) {
    this.#marks[n] |= bit;
    if (this.#marks[n] !== (acknowledged | arrived)) return false;
    this.completed += 1;
    return true;
  }

  get #name() {
    return `conversation ${this.conversationId}`;
  }
}

/** All frames of one batch are equally long, so message n is found by multiplication. */
function frame(texts, first) {
  const length = frameBytes(texts[0].length);
  const bytes = Buffer.allocUnsafeSlow(length * texts.length);
  const masks = randomBytes(4 * texts.length);
  let at = 0;
  for (let i = 0; i < texts.length; i += 1) {
    if (texts[i].length !== texts[0].length) throw new Error('unable to frame texts of unequal length');
    at = writeFrame(bytes, at, { text: texts[i], mask: masks.subarray(4 * i, 4 * i + 4) });
  }
  return { first, length, bytes };
}
