import { expect, it } from 'vitest';
import { commandOf, deskKeys } from './desk-keys.js';

const pressed = (what: Partial<KeyboardEvent> & { target?: EventTarget | null }) =>
  commandOf({ code: '', key: '', altKey: false, ctrlKey: false, metaKey: false, target: document.body, ...what });

it('each command has a key of its own', () => {
  expect(new Set(Object.values(deskKeys)).size).toBe(Object.keys(deskKeys).length);
});

it('hears a key with Alt, wherever it is pressed and whatever letter a keyboard makes of it', () => {
  expect(pressed({ altKey: true, code: 'KeyC', key: 'ç', target: document.createElement('textarea') })).toBe('claim');
});

it('leaves alone what is written, what the browser means, and letters that mean nothing', () => {
  expect(pressed({ code: 'KeyC', key: 'c' })).toBeNull();
  expect(pressed({ altKey: true, ctrlKey: true, code: 'KeyC' })).toBeNull();
  expect(pressed({ altKey: true, metaKey: true, code: 'KeyC' })).toBeNull();
  expect(pressed({ altKey: true, code: 'KeyZ' })).toBeNull();
});

it('helps on a question mark, but not on one that somebody writes', () => {
  expect(pressed({ key: '?' })).toBe('help');
  expect(pressed({ key: '?', target: document.createElement('input') })).toBeNull();
});
