/** What is to happen, in the order of its time; what is due at one moment happens in the order it was planned. */
export interface Timeline<T> {
  readonly size: number;
  plan(at: number, what: T): void;
  /** The next thing, taken off; undefined when nothing is left. */
  next(): { at: number; what: T } | undefined;
}

interface Planned<T> {
  at: number;
  order: number;
  what: T;
}

const isBefore = (a: Planned<unknown>, b: Planned<unknown>) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A binary heap. */
export function createTimeline<T>(): Timeline<T> {
  const heap: Planned<T>[] = [];
  let planned = 0;
  return {
    get size() {
      return heap.length;
    },
    plan(at, what) {
      planned += 1;
      rise(heap, { at, order: planned, what });
    },
    next() {
      const [first] = heap;
      const last = heap.pop();
      if (first && last && heap.length > 0) sink(heap, last);
      return first && { at: first.at, what: first.what };
    },
  };
}

function rise<T>(heap: Planned<T>[], one: Planned<T>): void {
  let index = heap.length;
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (!parent || isBefore(parent, one)) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = one;
}

function sink<T>(heap: Planned<T>[], one: Planned<T>): void {
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const [a, b] = [heap[left], heap[left + 1]];
    const child = a && b && isBefore(b, a) ? b : a;
    if (!child || isBefore(one, child)) break;
    heap[index] = child;
    index = child === a ? left : left + 1;
  }
  heap[index] = one;
}
