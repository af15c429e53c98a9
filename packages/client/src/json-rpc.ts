import type { WireError } from './entraide-error.js';

/** A frame from the server. */
export type Incoming =
  | { kind: 'answer'; id: number; result: unknown }
  | { kind: 'refusal'; id: number; error: WireError }
  | { kind: 'notification'; method: string; params: unknown };

/** `params` is JSON text already: a retry must send the same bytes. */
export const encodeRequest = (id: number, method: string, params: string) =>
  `{"jsonrpc":"2.0","id":${id},"method":"${method}","params":${params}}`;

export const encodeNotification = (method: string, params: object) =>
  JSON.stringify({ jsonrpc: '2.0', method, params });

/** Crosses the boundary from the wire; null for what is no answer and no notification. */
export function parseFrame(frame: string): Incoming | null {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(frame);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  if (typeof value.method === 'string') return { kind: 'notification', method: value.method, params: value.params };
  if (typeof value.id !== 'number') return null;
  if (value.error) return { kind: 'refusal', id: value.id, error: value.error as WireError };
  return { kind: 'answer', id: value.id, result: value.result };
}
