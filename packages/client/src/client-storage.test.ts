import { afterEach, expect, it, vi } from 'vitest';
import { createDefaultStorage, createMemoryStorage } from './client-storage.js';

afterEach(() => vi.unstubAllGlobals());

function fakePage({ isFull = false } = {}) {
  const fake = () => {
    const values = createMemoryStorage();
    const setItem = (key: string, value: string) => {
      if (isFull) throw new Error('QuotaExceededError');
      values.write(key, value);
    };
    return { getItem: values.read, removeItem: values.remove, setItem };
  };
  const page = { localStorage: fake(), sessionStorage: fake() };
  vi.stubGlobal('window', page);
  return page;
}

it('keeps the outbox in the tab, and who the visitor is beyond it', () => {
  const page = fakePage();
  const storage = createDefaultStorage();
  storage.write('entraide:shop:visitor', 'token');
  storage.write('entraide:shop:visitor:outbox', '{}');
  expect(page.localStorage.getItem('entraide:shop:visitor')).toBe('token');
  expect(page.sessionStorage.getItem('entraide:shop:visitor:outbox')).toBe('{}');
  expect(page.localStorage.getItem('entraide:shop:visitor:outbox')).toBeNull();
  storage.remove('entraide:shop:visitor:outbox');
  expect(storage.read('entraide:shop:visitor:outbox')).toBeNull();
});

it('remembers for the page what the browser has no room for', () => {
  fakePage({ isFull: true });
  const storage = createDefaultStorage();
  storage.write('a', '1');
  expect(storage.read('a')).toBe('1');
  storage.remove('a');
  expect(storage.read('a')).toBeNull();
});

it('works in a page that may keep nothing', () => {
  vi.stubGlobal('window', {
    get localStorage(): never {
      throw new Error('SecurityError');
    },
  });
  const storage = createDefaultStorage();
  storage.write('a', '1');
  expect(storage.read('a')).toBe('1');
});
