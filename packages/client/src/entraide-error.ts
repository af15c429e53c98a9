import type { Method, Refusal, Retry } from '@entraide/core/protocol';
import { refusalMessage } from '@entraide/core/protocol';

/** What can go wrong without the community having said no. */
export type FailureCode =
  | 'disconnected'
  | 'stopped'
  | 'client_closed'
  | 'aborted'
  | 'outbox_full'
  | 'gave_up'
  | 'other_person'
  | 'parse_error'
  | 'invalid_request'
  | 'unknown_method'
  | 'invalid_params'
  | 'internal_error';

/** A refusal of the community, or a failure; a newer server may name others. */
export type ErrorCode = Refusal | FailureCode | (string & {});

interface ErrorDetails {
  code: ErrorCode;
  retry: Retry;
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** The one error of this package. Tell it by `isEntraideError`: two copies of a package break `instanceof`. */
export class EntraideError extends Error {
  override readonly name = 'EntraideError';
  readonly code: ErrorCode;
  /** Whether, and with which command id, the same is worth another try. */
  readonly retry: Retry;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { code, retry, retryAfterMs, cause }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retry = retry;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Whether a caught value is this package's error and, when one is given, has this code. */
export const isEntraideError = (error: unknown, code?: ErrorCode): error is EntraideError =>
  typeof error === 'object' &&
  error !== null &&
  (error as EntraideError).name === 'EntraideError' &&
  (code === undefined || (error as EntraideError).code === code);

const failureRetries: Readonly<Partial<Record<FailureCode, Retry>>> = {
  disconnected: 'same_id',
  stopped: 'same_id',
  client_closed: 'same_id',
  aborted: 'same_id',
  outbox_full: 'new_id',
  gave_up: 'same_id',
};

/** A failure of this method's call. */
export const createFailure = (method: Method, code: FailureCode, cause?: unknown): EntraideError =>
  new EntraideError(refusalMessage(method, code), { code, retry: failureRetries[code] ?? 'never', cause });

/** The error object of JSON-RPC 2.0. */
export interface WireError {
  code: number;
  message: string;
  data?: { reason?: string; retry?: Retry; retryAfterMs?: number };
}

/** Source: JSON-RPC 2.0, section 5.1. */
const malformed: Readonly<Record<number, FailureCode>> = {
  [-32700]: 'parse_error',
  [-32600]: 'invalid_request',
  [-32601]: 'unknown_method',
  [-32602]: 'invalid_params',
  [-32603]: 'internal_error',
};

/** An answered error as this package's own. */
export function readWireError(method: Method, { code, message, data }: WireError): EntraideError {
  const reason = data?.reason ?? malformed[code] ?? 'internal_error';
  return new EntraideError(message || refusalMessage(method, reason), {
    code: reason,
    // The server says it with every refusal; one that it doesn't explain is not worth another try.
    retry: data?.retry ?? 'never',
    retryAfterMs: data?.retryAfterMs,
  });
}
