import type { ReadonlyStore } from '@entraide/client';

export interface AlertsChoice {
  sound: boolean;
  /** Null until the coach was asked. */
  desktop: boolean | null;
}

const key = 'entraide:console:alerts';
const listeners = new Set<() => void>();

function read(): AlertsChoice {
  const text = localStorage.getItem(key);
  return text === null ? { sound: true, desktop: null } : (JSON.parse(text) as AlertsChoice);
}

let current: AlertsChoice | null = null;

/** What may call for the coach's attention on this computer. */
export const alertsChoice: ReadonlyStore<AlertsChoice> & { choose(change: Partial<AlertsChoice>): void } = {
  getSnapshot() {
    current ??= read();
    return current;
  },
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  choose(change) {
    current = { ...alertsChoice.getSnapshot(), ...change };
    localStorage.setItem(key, JSON.stringify(current));
    for (const listener of listeners) listener();
  },
};
