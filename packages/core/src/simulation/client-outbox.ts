import type { AnswerFrame, ClientOptions, Line } from './client-line.js';

/** How a command ended for its client. */
export type FinalAnswer = { result: Readonly<Record<string, unknown>> } | { refused: string };

/** Commands that aren't answered yet, in the order in which they were given. */
export interface ClientOutbox {
  /** Sends it, now or as soon as there is somebody to send it to, until it is answered for good. */
  give(method: string, params: Readonly<Record<string, unknown>>, over?: (answer: FinalAnswer) => void): void;
  readonly size: number;
  opened(line: Line): void;
  ended(): void;
}

interface Given {
  commandId: string;
  method: string;
  params: Readonly<Record<string, unknown>>;
  over: (answer: FinalAnswer) => void;
}

const pass = ['unavailable', 'rate_limited'];

export function createClientOutbox({ clock, dice, who, repeats }: ClientOptions): ClientOutbox {
  const waiting = new Map<string, Given>();
  let line: Line | null = null;
  let given = 0;

  function answered(one: Given, on: Line, { result, error }: AnswerFrame) {
    const { commandId } = one;
    const reason = error?.data?.reason ?? error?.message ?? '';
    if (result) on.note({ is: 'answered', commandId, result });
    else on.note({ is: 'refused', commandId, reason });
    // A command that was sent twice is answered twice.
    if (!waiting.has(commandId)) return;
    if (result || !pass.includes(reason)) {
      waiting.delete(commandId);
      one.over(result ? { result } : { refused: reason });
    } else clock.schedule(error?.data?.retryAfterMs ?? 500, () => line === on && waiting.has(commandId) && send(one));
  }

  function send(one: Given) {
    const { commandId, method, params } = one;
    const on = line;
    if (!on) return;
    for (let copies = dice.happens(repeats()) ? 2 : 1; copies > 0; copies -= 1) {
      on.note({ is: 'sent', commandId, method, params });
      on.call(method, { commandId, ...params }, (frame) => answered(one, on, frame));
    }
  }

  return {
    give(method, params, over = () => undefined) {
      given += 1;
      const commandId = uuidOf(`${who} ${given}`);
      const one = { commandId, method, params, over };
      waiting.set(commandId, one);
      send(one);
    },
    get size() {
      return waiting.size;
    },
    opened(on) {
      line = on;
      for (const one of [...waiting.values()]) send(one);
    },
    ended() {
      line = null;
    },
  };
}

/** A UUID that is the same in every run: the text's bytes, as far as they fit, and FNV-1a of all of them. */
export function uuidOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let index = 0; index < text.length; index += 1) {
    a = Math.imul(a ^ text.charCodeAt(index), 0x01000193) >>> 0;
    b = Math.imul(b ^ text.charCodeAt(index), 0x85ebca6b) >>> 0;
    b ^= b >>> 13;
  }
  const hex = (word: number, digits: number) => (word >>> 0).toString(16).padStart(8, '0').slice(0, digits);
  const mixed = Math.imul(a ^ b, 0xc2b2ae35);
  return `${hex(a, 8)}-${hex(b, 4)}-4${hex(mixed, 3)}-8${hex(b << 16, 3)}-${hex(mixed, 8)}${hex(a ^ (b >>> 7), 4)}`;
}
