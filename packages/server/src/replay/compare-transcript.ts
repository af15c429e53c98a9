/** A message as somebody saw it. */
export interface SeenTurn {
  from: string;
  /** Null once it was erased. */
  text: string | null;
}

/**
 * `lost`: a turn isn't there · `doubled`: one is there once more · `foreign`: one that nobody sent · `changed`: another
 * text, or another author, in its place · `reordered`: all are there, but not in the order they were sent.
 */
export type DifferenceKind = 'lost' | 'doubled' | 'foreign' | 'changed' | 'reordered';

export interface Difference {
  kind: DifferenceKind;
  /** Of the first turn that differs, from 0, the question being 0. */
  turn: number;
}

const keyOf = ({ from, text }: SeenTurn) => JSON.stringify([from, text]);

/** What stands between what was sent and what was seen: order, exactly once, and every byte. Null for nothing. */
export function compareTranscript(sent: readonly SeenTurn[], seen: readonly SeenTurn[]): Difference | null {
  const [before, after] = [sent.map(keyOf), seen.map(keyOf)];
  const turn = before.findIndex((key, index) => key !== after[index]);
  if (turn === -1 && before.length === after.length) return null;
  const at = turn === -1 ? before.length : turn;
  return { kind: kindOf(before, after, at), turn: at };
}

function kindOf(sent: readonly string[], seen: readonly string[], turn: number): DifferenceKind {
  const missing = without(sent, seen);
  const extra = without(seen, sent);
  if (missing.length === 0 && extra.length === 0) return 'reordered';
  if (missing.length > 0 && extra.length > 0) {
    // One in the place of another: only then was it changed.
    return missing.includes(sent[turn] ?? '') && extra.includes(seen[turn] ?? '') ? 'changed' : 'lost';
  }
  if (missing.length > 0) return 'lost';
  return extra.every((key) => sent.includes(key)) ? 'doubled' : 'foreign';
}

/** The bag of keys that is left of `keys` once each of `others` took away one like it. */
function without(keys: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const key of others) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.filter((key) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count - 1);
    return count <= 0;
  });
}
