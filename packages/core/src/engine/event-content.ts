import type { StoredEvent } from '../ports/storage.js';
import { contentFields } from '../protocol/events.js';
import type { DomainEvent } from './rooms.js';

/** Parts what a person wrote from the rest, for a storage that can erase the one and keep the other. */
export function storeEvent({ type, at, by, data }: DomainEvent): StoredEvent {
  const fields = contentFields[type];
  if (!fields) return { type, at, by, data, content: null };
  const kept: Record<string, unknown> = {};
  let content: Record<string, unknown> | null = null;
  for (const name of Object.keys(data)) {
    if (!fields.includes(name)) kept[name] = data[name];
    else {
      content ??= {};
      content[name] = data[name];
    }
  }
  return { type, at, by, data: kept, content };
}

/** The event as the domain and its readers know it; what was redacted is missing. */
export function restoreEvent({ type, at, by, data, content }: StoredEvent): DomainEvent {
  return { type, at, by, data: content ? { ...data, ...content } : data };
}
