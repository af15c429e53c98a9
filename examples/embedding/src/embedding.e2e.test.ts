import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSettings } from '@entraide/server';
import { expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { askOnPage, helpOnPage } from './people.js';
import { startShop } from './shop.js';

it('answers a visitor of a shop that runs Entraide inside', async () => {
  vi.stubGlobal('WebSocket', WebSocket);
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const folder = await mkdtemp(path.join(tmpdir(), 'entraide-shop-'));
  const shop = startShop({ file: path.join(folder, 'shop.db'), secret: 'a secret of at least sixteen bytes' });
  await new Promise<void>((resolve) => shop.http.listen(0, '127.0.0.1', resolve));
  const { port } = shop.http.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  expect(await (await fetch(url)).text()).toBe('The shop');

  const coach = helpOnPage(url, () => shop.signCoachToken({ id: 'customer-7', nickname: 'Ben' }));
  await vi.waitFor(() => expect(coach.inbox.getSnapshot().status).toBe('ready'), { timeout: 10_000 });
  const visitor = askOnPage(url, 'Do these shoes run small?');
  await vi.waitFor(
    () =>
      expect(visitor.conversation.getSnapshot().messages.map(({ text }) => text)).toEqual([
        'Do these shoes run small?',
        'They do: take half a size up.',
      ]),
    { timeout: 10_000 },
  );
  await visitor.client.close();
  await coach.client.close();
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

it('has a settings file that the server takes', async () => {
  const { communities } = await loadSettings(path.join(import.meta.dirname, '../entraide.config.ts'));
  expect(communities[0]?.settings).toMatchObject({ id: 'shoes', leaseMs: 60_000, capacityMax: 4 });
});
