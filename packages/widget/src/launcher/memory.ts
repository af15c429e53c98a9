/** What the widget remembers in this browser, and in this tab. A browser that remembers nothing is no reason to fail. */
export interface Memory {
  read(name: string): string | null;
  write(name: string, value: string | null): void;
}

export function createMemory(kind: 'localStorage' | 'sessionStorage', community: string): Memory {
  const key = (name: string) => `entraide:${community}:${name}`;
  const use = <T>(work: (storage: Storage) => T): T | null => {
    try {
      return work(window[kind]);
    } catch {
      return null;
    }
  };
  return {
    read: (name) => use((storage) => storage.getItem(key(name))),
    write: (name, value) =>
      void use((storage) => (value === null ? storage.removeItem(key(name)) : storage.setItem(key(name), value))),
  };
}
