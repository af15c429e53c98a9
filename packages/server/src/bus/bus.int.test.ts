import { randomBytes } from 'node:crypto';
import { busSuite } from '@entraide/core/conformance';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { createTcpProxy, type TcpProxy } from '../testing/tcp-proxy.js';
import { createBus } from './create-bus.js';
import type { LinkedBus } from './create-linked-bus.js';

const { redis, nats } = inject('services');
const within = { timeout: 20_000, interval: 20 };

const withPrefix = (url: string) => `${url.replace(/\/$/, '')}/?prefix=test-${randomBytes(6).toString('hex')}`;

describe.each([
  ['Redis', redis],
  ['NATS', nats],
])('%s', (name, url) => {
  describe.runIf(url)('as a bus', () => {
    busSuite(
      { describe, it },
      {
        name,
        async create() {
          const own = withPrefix(url as string);
          const opened: LinkedBus[] = [];
          const open = async () => {
            const bus = await createBus({ url: own });
            opened.push(bus);
            await vi.waitFor(() => expect(bus.state().isUp).toBe(true), within);
            return bus;
          };
          return {
            bus: await open(),
            createPeer: open,
            dispose: async () => void (await Promise.all(opened.map((bus) => bus.close()))),
          };
        },
      },
    );

    let proxy: TcpProxy | undefined;
    let buses: LinkedBus[] = [];
    afterEach(async () => {
      await Promise.all(buses.map((bus) => bus.close()));
      await proxy?.close();
      buses = [];
    });

    async function throughProxy(): Promise<string> {
      const own = new URL(withPrefix(url as string));
      proxy = await createTcpProxy({ host: own.hostname, port: Number(own.port) });
      own.hostname = '127.0.0.1';
      own.port = String(proxy.port);
      return own.href;
    }

    it('F8: is lost and comes back: nothing throws, what is said meanwhile is lost and counted, subscriptions last', async () => {
      const through = await throughProxy();
      await proxy?.up();
      const entries: { event: string }[] = [];
      const bus = await createBus({ url: through, log: (entry) => void entries.push(entry) });
      buses.push(bus);
      const heard: unknown[] = [];
      await bus.subscribe('s', (hint) => heard.push(hint['n']));
      await bus.publish('s', { n: 1 });
      await vi.waitFor(() => expect(heard).toEqual([1]), within);

      await proxy?.down();
      await vi.waitFor(() => expect(bus.state().isUp).toBe(false), within);
      await bus.publish('s', { n: 2 });
      await vi.waitFor(() => expect(bus.state().lost).toBe(1), within);
      await proxy?.up();
      await vi.waitFor(async () => {
        await bus.publish('s', { n: 3 });
        expect(heard).toContain(3);
      }, within);
      expect(heard).not.toContain(2);
      expect(entries.map(({ event }) => event)).toEqual(['bus.up', 'bus.down', 'bus.up']);
    });

    it('needn’t be there: it is tried until it is, and closes meanwhile without a wait', async () => {
      const through = await throughProxy();
      const [patient, impatient] = [await createBus({ url: through }), await createBus({ url: through })];
      buses.push(patient);
      const given = [patient, impatient].map((bus) => bus.subscribe('s', () => undefined));
      expect(impatient.state().isUp).toBe(false);
      await impatient.close();
      await given[1];
      await proxy?.up();
      await given[0];
      await vi.waitFor(() => expect(patient.state().isUp).toBe(true), within);
    });
  });
});
