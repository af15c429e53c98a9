import type { EntraideEvents } from '../widget-options.js';

type Name = keyof EntraideEvents;

export interface Events {
  emit<E extends Name>(event: E, detail: EntraideEvents[E]): void;
  /** Calls back until the returned function is called. */
  on<E extends Name>(event: E, listener: (detail: EntraideEvents[E]) => void): () => void;
}

export function createEvents(): Events {
  const listeners = new Map<Name, Set<(detail: never) => void>>();
  return {
    emit: (event, detail) => {
      for (const listener of [...(listeners.get(event) ?? [])]) listener(detail as never);
    },
    on(event, listener) {
      const own = (detail: never) => listener(detail);
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all.add(own));
      return () => void all.delete(own);
    },
  };
}
