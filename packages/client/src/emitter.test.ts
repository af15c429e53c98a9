import { expect, it, vi } from 'vitest';
import { createEmitter } from './emitter.js';

const event = { conversationId: 'c' };

it('tells each listener of its own events alone, until it leaves', () => {
  const emitter = createEmitter();
  const [paused, reminded] = [vi.fn(), vi.fn()];
  const leave = emitter.on('paused', paused);
  emitter.on('reminded', reminded);
  emitter.emit('paused', event);
  leave();
  leave();
  emitter.emit('paused', event);
  expect(paused.mock.calls).toEqual([[event]]);
  expect(reminded).not.toHaveBeenCalled();
});

it('takes the same listener twice, and lets it leave once', () => {
  const emitter = createEmitter();
  const paused = vi.fn();
  const leave = emitter.on('paused', paused);
  emitter.on('paused', paused);
  leave();
  emitter.emit('paused', event);
  expect(paused).toHaveBeenCalledTimes(1);
});
