/** One wrong field of what somebody configured. */
export interface FieldFault {
  /** Dotted, `escalation.1.afterMs`. */
  field: string;
  message: string;
}

/** Says what is wrong with a value, if anything. */
export type Kind = (value: unknown) => string | undefined;
export type Fields = Readonly<Record<string, Kind>>;
export type Plain = Record<string, unknown>;

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const whole =
  (min: number, max = Number.MAX_SAFE_INTEGER): Kind =>
  (value) => {
    if (Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max) return undefined;
    return max === Number.MAX_SAFE_INTEGER
      ? `must be a whole number, at least ${min}`
      : `must be a whole number from ${min} to ${max}`;
  };

export const oneOf =
  (...words: readonly unknown[]): Kind =>
  (value) =>
    words.includes(value) ? undefined : `must be one of ${words.join(', ')}`;

export const maybe =
  (kind: Kind): Kind =>
  (value) =>
    value === undefined ? undefined : kind(value);

export const word: Kind = (value) => (typeof value === 'string' && value.trim() !== '' ? undefined : 'must be a word');

export const any: Kind = () => undefined;

/** Fields that shouldn't be there, then those that are wrong; `tag` names the field that chose which fields there are. */
export function* checkFields(
  value: unknown,
  fields: Fields,
  { at, tag }: { at: string; tag?: string },
): Generator<FieldFault> {
  const prefix = at === '' ? '' : `${at}.`;
  if (!isPlain(value)) return yield { field: at, message: 'must be an object' };
  for (const field of Object.keys(value))
    if (!Object.hasOwn(fields, field) && field !== tag)
      yield { field: `${prefix}${field}`, message: 'is not a field that this has' };
  for (const [field, kind] of Object.entries(fields)) {
    const message = kind(value[field]);
    if (message) yield { field: `${prefix}${field}`, message };
  }
}
