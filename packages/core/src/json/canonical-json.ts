/**
 * JSON with the keys of every object in order, so that equal values have equal texts. Source: RFC 8785, whose strings and
 * numbers are those of `JSON.stringify`, and whose keys are ordered by UTF-16 code units, as `sort` orders them.
 *
 * @param value made of JSON's own types, its strings well-formed
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const keys = Object.keys(value);
  if (isFlat(value as Record<string, unknown>, keys)) return JSON.stringify(value);
  let text = '';
  for (const key of keys.sort()) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) text += `${text && ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Whether an object's keys are in order as they stand, and nothing hangs below it: `JSON.stringify` writes it alike. */
function isFlat(value: Record<string, unknown>, keys: readonly string[]): boolean {
  let last = '';
  for (const key of keys) {
    if (key < last || typeof value[key] === 'object') return false;
    last = key;
  }
  return true;
}
