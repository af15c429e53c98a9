import { describe, it as test } from 'node:test';
import { expectTypeOf, describe as vitestDescribe, it as vitestIt } from 'vitest';
import type { Bus } from '../ports/bus.js';
import type { Notifier } from '../ports/notifier.js';
import type { Storage, ViewDefinition } from '../ports/storage.js';
import type { AcceptedConnection, Transport } from '../ports/transport.js';
import {
  busSuite,
  notifierSuite,
  type StorageAdapter,
  type StorageSubject,
  storageSuite,
  transportSuite,
} from './index.js';

declare const storage: Storage;
declare const bus: Bus;
declare const notifier: Notifier;
declare const transport: Transport;
declare const accepted: () => Promise<AcceptedConnection>;
const dispose = async () => {};
const passTime = async () => {};

// The runners that people have fit as they are.
const adapter = { name: 'mine', durability: 'memory', create: async () => ({ storage, passTime, dispose }) } as const;
storageSuite({ describe, it: test }, adapter);
storageSuite({ describe: vitestDescribe, it: vitestIt }, adapter);

// Any adapter will do, whatever more it can; what it is given is typed.
storageSuite(
  { describe, it: test },
  {
    name: 'mine, on a disk that many share',
    durability: 'durable',
    concurrency: 'serial',
    async create({ views }) {
      expectTypeOf(views).toEqualTypeOf<readonly ViewDefinition[]>();
      return {
        storage: { ...storage, compact: () => {} },
        createPeer: async () => storage,
        reopen: async () => storage,
        async passTime(ms) {
          expectTypeOf(ms).toEqualTypeOf<number>();
        },
        dispose,
      };
    },
  },
);
expectTypeOf<StorageAdapter['create']>().returns.resolves.toEqualTypeOf<StorageSubject>();
busSuite({ describe, it: test }, { name: 'mine', create: async () => ({ bus, dispose }) });
notifierSuite(
  { describe, it: test },
  { name: 'mine', create: async () => ({ notifier, received: async () => [], setReachable: async () => {}, dispose }) },
);
transportSuite({ describe, it: test }, { name: 'mine', create: async () => ({ transport, accepted, dispose }) });

// @ts-expect-error an adapter says how durable it is
storageSuite({ describe, it: test }, { name: 'mine', create: adapter.create });
// @ts-expect-error and can't choose its tests
storageSuite({ describe, it: test }, { ...adapter, skip: ['races'] });
// @ts-expect-error a case leaves nothing behind
storageSuite({ describe, it: test }, { ...adapter, create: async () => ({ storage, passTime }) });
