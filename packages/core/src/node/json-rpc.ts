import { isMethod, type Method, methods, refusalMessage } from '../protocol/methods.js';
import { type Refusal, retry } from '../protocol/refusals.js';
import { compiledParams } from '../protocol/schema.js';

export type CallId = string | number;

/** A frame that crossed the boundary: a call with an id, or a notification; params have their method's shape. */
export interface ParsedCall {
  /** Absent on a notification. */
  id?: CallId;
  method: Method;
  params: Record<string, unknown>;
}

const codes = { parse: -32700, invalidRequest: -32600, unknownMethod: -32601, invalidParams: -32602, refused: -32000 };

const errorFrame = (id: CallId | null, code: number, message: string, data?: unknown) =>
  JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, ...(data === undefined ? {} : { data }) } });

/** The answer of an accepted call; `result` is JSON text already. */
export const resultFrame = (id: CallId, result: string) =>
  `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`;

export function refusalFrame(
  call: { id?: CallId; method: Method },
  refusal: { reason: Refusal; retryAfterMs?: number },
): string {
  const data = { reason: refusal.reason, retry: retry(refusal.reason), retryAfterMs: refusal.retryAfterMs };
  return errorFrame(call.id ?? null, codes.refused, refusalMessage(call.method, refusal.reason), data);
}

export const notificationFrame = (method: string, params: unknown) =>
  JSON.stringify({ jsonrpc: '2.0', method, params });

export const invalidRequestFrame = (id: CallId | null, reason: string) =>
  errorFrame(id, codes.invalidRequest, `unable to read the frame; ${reason}`);

const isCallId = (id: unknown): id is CallId =>
  (typeof id === 'string' && id.length <= 100 && id.isWellFormed()) || (typeof id === 'number' && Number.isFinite(id));

/** Crosses the boundary from the wire: a call that is well-formed in every part, or the frame that says what isn't. */
export function parseFrame(text: string): ParsedCall | { error: string } {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch (cause) {
    return { error: errorFrame(null, codes.parse, `unable to read the frame; ${positionOnly(cause)}`) };
  }
  if (Array.isArray(frame)) return { error: invalidRequestFrame(null, 'batches are not accepted, send one object') };
  if (typeof frame !== 'object' || frame === null)
    return { error: invalidRequestFrame(null, 'it must be a JSON-RPC 2.0 object') };
  const { jsonrpc, id, method, params } = frame as Record<string, unknown>;
  if (id !== undefined && !isCallId(id))
    return { error: invalidRequestFrame(null, 'id must be a string of at most 100 characters or a number') };
  if (jsonrpc !== '2.0') return { error: invalidRequestFrame(id ?? null, 'jsonrpc must be "2.0"') };
  if (typeof method !== 'string') return { error: invalidRequestFrame(id ?? null, 'method must be a string') };
  if (!isMethod(method))
    return { error: errorFrame(id ?? null, codes.unknownMethod, 'unable to call the method; no method has this name') };
  if (id === undefined && methods[method].kind !== 'signal')
    return { error: invalidRequestFrame(null, `${method} needs an id`) };
  if (id !== undefined && methods[method].kind === 'signal')
    return { error: invalidRequestFrame(id, `${method} is a notification, it takes no id`) };
  return parseParams({ id, method }, params);
}

function parseParams(
  call: { id: CallId | undefined; method: Method },
  params: unknown,
): ParsedCall | { error: string } {
  const { id, method } = call;
  const parsed = compiledParams(method).safeParse(params ?? {});
  if (parsed.success) return id === undefined ? { method, params: parsed.data } : { id, method, params: parsed.data };
  // Paths and rules only: what was sent is not sent back.
  const issues = parsed.error.issues.slice(0, 5).map(({ path, message }) => ({ field: path.join('.'), message }));
  const first = issues[0];
  const reason = first?.field ? `${first.field}: ${first.message}` : (first?.message ?? 'invalid params');
  return {
    error: errorFrame(id ?? null, codes.invalidParams, `unable to ${methods[method].operation}; ${reason}`, { issues }),
  };
}

/** V8 quotes the text that it could not parse; the position is enough. */
const positionOnly = (cause: unknown) =>
  `it is not JSON${/ at position \d+/.exec(cause instanceof Error ? cause.message : '')?.[0] ?? ''}`;
