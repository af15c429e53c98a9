import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSignInStore, type SignInStore } from './sign-in-store.js';

const stores: SignInStore[] = [];
const make = (data: Record<string, string> = {}) => {
  const element = document.createElement('div');
  Object.assign(element.dataset, data);
  const store = createSignInStore(window, element);
  stores.push(store);
  return store;
};
const around = { postMessage: vi.fn() };
const framedBy = (parent: object) => Object.defineProperty(window, 'parent', { value: parent, configurable: true });
const tell = (init: MessageEventInit) => window.dispatchEvent(new MessageEvent('message', init));

beforeEach(() => {
  sessionStorage.clear();
  location.hash = '';
  around.postMessage.mockClear();
});
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  framedBy(window);
});

it('takes a token out of the address, and keeps it for this tab', () => {
  location.hash = '#token=secret&community=shop&to=/you';
  expect(make().getSnapshot()).toEqual({ token: 'secret', community: 'shop' });
  expect(location.hash).toBe('#/you');
  expect(make().getSnapshot()).toEqual({ token: 'secret', community: 'shop' });
  expect(localStorage).toHaveLength(0);
});

it('takes the token of a link that is opened while the console is open', async () => {
  const store = make();
  const heard = vi.fn();
  store.subscribe(heard);
  location.hash = '#token=later&community=shop';
  window.dispatchEvent(new Event('hashchange'));
  await vi.waitFor(() => expect(store.getSnapshot()).toEqual({ token: 'later', community: 'shop' }));
  expect(heard).toHaveBeenCalled();
  expect(location.hash).toBe('#/');
});

it('takes what the page gave its element, and forgets it on signing out', () => {
  const store = make({ token: 'given', community: 'shop', url: 'https://help.example' });
  expect(store.getSnapshot()).toEqual({ token: 'given', community: 'shop', url: 'https://help.example' });
  store.forget();
  expect(store.getSnapshot()).toBe('none');
  expect(sessionStorage).toHaveLength(0);
  location.hash = '#token=';
  expect(make().getSnapshot()).toBe('broken');
});

it('asks the page around it, and believes that one alone, of the same origin', () => {
  framedBy(around);
  const store = make();
  expect(around.postMessage).toHaveBeenCalledWith({ type: 'entraide.token_wanted' }, location.origin);
  const data = { type: 'entraide.token', token: 'told', community: 'shop' };
  const source = around as unknown as Window;
  tell({ data, origin: location.origin, source: window });
  tell({ data, origin: 'https://elsewhere.example', source });
  tell({ data: { ...data, type: 'something' }, origin: location.origin, source });
  expect(store.getSnapshot()).toBe('none');
  tell({ data, origin: location.origin, source });
  expect(store.getSnapshot()).toEqual({ token: 'told', community: 'shop' });
});

it('listens to nobody where there is no page around it', () => {
  const store = make();
  tell({ data: { type: 'entraide.token', token: 'told', community: 'shop' }, origin: location.origin, source: window });
  expect(store.getSnapshot()).toBe('none');
});
