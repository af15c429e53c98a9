/*
 * Array literals of PostgreSQL (its manual, 8.15.2), made in one pass: `pg` escapes each element twice over, which was a
 * tenth of what a message cost here.
 */

/** Of numbers and nulls. */
export const integerArrayOf = (values: readonly unknown[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

/** Of strings and nulls. */
export const textArrayOf = (values: readonly unknown[]): string =>
  `{${values.map((value) => (typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : 'NULL')).join(',')}}`;
