export type StorageFailureCode =
  | 'storage_unavailable'
  | 'storage_overloaded'
  | 'storage_closed'
  | 'storage_in_use'
  | 'storage_misused';

/**
 * The storage did not answer. `unavailable` leaves the outcome of a commit unknown: ask again with the same command id.
 * Recognised by its code.
 */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
  readonly code: StorageFailureCode;
  readonly retry: 'same_id' | 'never';

  constructor(code: StorageFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.retry = code === 'storage_unavailable' || code === 'storage_overloaded' ? 'same_id' : 'never';
  }
}

/** Puts the operation before the driver's words, and keeps the driver's error as the cause. */
export function describeFailure(operation: string, error: unknown): StorageFailure {
  if (error instanceof StorageFailure) return error;
  return new StorageFailure('storage_unavailable', `unable to ${operation}; ${reasonOf(error)}`, { cause: error });
}

/** Node joins the refusals of several addresses under an error without words. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
