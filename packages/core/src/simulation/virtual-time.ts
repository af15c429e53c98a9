import type { Clock } from '../ports/clock.js';

/** The one time of a simulated world. It stands still while anything goes on, and then leaps to what is due next. */
export interface VirtualTime extends Clock {
  /** Runs what is due up to then, one task after the other; between two of them all that waits for no time goes on. */
  runUntil(at: number): Promise<void>;
  /** Nothing more falls due before this is settled: for work outside of virtual time. */
  hold<T>(work: Promise<T>): Promise<T>;
}

interface Task {
  at: number;
  turn: number;
  /** Null once it was taken back. */
  run: (() => void) | null;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const isBefore = (a: Task, b: Task) => a.at < b.at || (a.at === b.at && a.turn < b.turn);

export function createVirtualTime(startAt: number): VirtualTime {
  let now = startAt;
  let turns = 0;
  const queue = createQueue();
  const held = new Set<Promise<unknown>>();
  const settle = async () => {
    await turn();
    while (held.size > 0) {
      await Promise.allSettled([...held]);
      await turn();
    }
  };
  return {
    now: () => now,
    schedule(delayMs, run) {
      turns += 1;
      const task: Task = { at: now + Math.max(Math.round(delayMs), 0), turn: turns, run };
      queue.add(task);
      return () => {
        task.run = null;
      };
    },
    async runUntil(at) {
      await settle();
      for (let task = queue.takeUntil(at); task; task = queue.takeUntil(at)) {
        if (!task.run) continue;
        now = task.at;
        task.run();
        await settle();
      }
      now = Math.max(now, at);
    },
    hold(work) {
      held.add(work);
      const over = () => void held.delete(work);
      work.then(over, over);
      return work;
    },
  };
}

/** A binary heap: the task that is due first, and of those the one that was scheduled first. */
function createQueue() {
  const heap: Task[] = [];
  const swap = (a: number, b: number) => {
    [heap[a], heap[b]] = [heap[b] as Task, heap[a] as Task];
  };
  const sink = (from: number) => {
    for (let index = from; ; ) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let first = index;
      if (left < heap.length && isBefore(heap[left] as Task, heap[first] as Task)) first = left;
      if (right < heap.length && isBefore(heap[right] as Task, heap[first] as Task)) first = right;
      if (first === index) return;
      swap(index, first);
      index = first;
    }
  };
  return {
    add(task: Task) {
      let index = heap.push(task) - 1;
      for (let above = (index - 1) >> 1; index > 0 && isBefore(task, heap[above] as Task); above = (index - 1) >> 1) {
        swap(index, above);
        index = above;
      }
    },
    takeUntil(at: number): Task | null {
      const first = heap[0];
      if (!first || first.at > at) return null;
      const last = heap.pop() as Task;
      if (heap.length > 0) {
        heap[0] = last;
        sink(0);
      }
      return first;
    },
  };
}
