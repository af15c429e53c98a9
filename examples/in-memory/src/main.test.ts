import { expect, it, vi } from 'vitest';

it('asks, claims and answers in one process', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('./main.js');
  expect(log.mock.calls.map((line) => line.join(' ').trim())).toEqual([
    'Visitor conversation.asked Do these shoes run small?',
    'Camille request.claimed',
    'Camille message.posted Yes, take half a size up.',
  ]);
  log.mockRestore();
});
