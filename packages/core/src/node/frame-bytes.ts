/**
 * Bytes of one frame's list: events of a snapshot, a delta or a page, rows of a view. A quarter of what a socket may have
 * outstanding, so that nobody's long messages keep somebody else's page from loading.
 */
export const frameBytesOfLists = 256 * 1024;

const encoder = new TextEncoder();
const bytesOf = (item: unknown) => encoder.encode(JSON.stringify(item)).length;

/** The first items that fit together; at least one. */
export function firstWithin<T>(items: readonly T[], bytesMax = frameBytesOfLists): T[] {
  let bytes = 0;
  const end = items.findIndex((item, index) => {
    bytes += bytesOf(item);
    return bytes > bytesMax && index > 0;
  });
  return end < 0 ? [...items] : items.slice(0, end);
}

/** The last items that fit together, in their order; at least one. */
export const lastWithin = <T>(items: readonly T[], bytesMax = frameBytesOfLists): T[] =>
  firstWithin(items.toReversed(), bytesMax).reverse();

/** All items, in lists that each fit. */
export function splitWithin<T>(items: readonly T[], bytesMax = frameBytesOfLists): T[][] {
  const lists: T[][] = [];
  for (let rest = items; rest.length > 0; rest = rest.slice(lists.at(-1)?.length))
    lists.push(firstWithin(rest, bytesMax));
  return lists;
}
