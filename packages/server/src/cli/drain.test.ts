import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Log } from '../log/create-log.js';
import { drain } from './drain.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const closing = (outcome: () => Promise<void>) => ({ close: vi.fn(outcome) });
const well = () => closing(async () => undefined);
const badly = () => closing(async () => Promise.reject(new Error('unable to close; broken')));
const log = vi.fn<Log>();

it('closes the server before its storage, and holds the process no longer', async () => {
  const [server, storage] = [well(), well()];
  const bus = well();
  await drain({ server, storage, bus }, log);
  expect(storage.close.mock.invocationCallOrder[0]).toBeLessThan(bus.close.mock.invocationCallOrder[0] as number);
  expect(server.close.mock.invocationCallOrder[0]).toBeLessThan(storage.close.mock.invocationCallOrder[0] as number);
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  ['server', { server: badly(), storage: well() }],
  ['storage', { server: well(), storage: badly() }],
])('closes the storage, tells of the error and lets nothing linger when the %s fails', async (_, parts) => {
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  await expect(drain(parts, log)).rejects.toThrow('unable to close; broken');
  expect(parts.storage.close).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(30_000);
  expect(exit).toHaveBeenCalledWith(1);
  exit.mockRestore();
});
