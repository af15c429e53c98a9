/** The best `size` of what passes by, in time that grows with `size` and not with a sort of everything. */
export interface BestOf<T> {
  offer(one: T): void;
  /** Best first. */
  toSorted(): T[];
}

/** A binary heap whose root is the worst that is kept. `compare` is below 0 where the first is better. */
export function createBestOf<T>(size: number, compare: (a: T, b: T) => number): BestOf<T> {
  const heap: T[] = [];
  const at = (index: number) => heap[index] as T;
  const swap = (a: number, b: number) => {
    [heap[a], heap[b]] = [at(b), at(a)];
  };
  const rise = (start: number) => {
    for (let index = start; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (compare(at(index), at(parent)) <= 0) return;
      swap(index, parent);
      index = parent;
    }
  };
  const sink = () => {
    for (let index = 0; ; ) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let worst = index;
      if (left < heap.length && compare(at(left), at(worst)) > 0) worst = left;
      if (right < heap.length && compare(at(right), at(worst)) > 0) worst = right;
      if (worst === index) return;
      swap(index, worst);
      index = worst;
    }
  };
  return {
    offer(one) {
      if (heap.length < size) {
        heap.push(one);
        rise(heap.length - 1);
      } else if (size > 0 && compare(one, at(0)) < 0) {
        heap[0] = one;
        sink();
      }
    },
    toSorted: () => [...heap].sort(compare),
  };
}
