import type { Notifier, Storage, ViewDefinition } from '@entraide/core';
import { expectTypeOf } from 'vitest';
import {
  type Address,
  createEmailNotifier,
  createNotifierOf,
  createPostgresStorage,
  createServer,
  createSqliteStorage,
  createWebhookNotifier,
  defineCommunity,
  loadSettings,
  type ServedCommunityOptions,
  type Server,
  type Settings,
} from './index.js';

declare const views: readonly ViewDefinition[];

// Either a file or a handle, either a URL or a pool.
const storage = createSqliteStorage({ file: 'entraide.db', views });
expectTypeOf(storage).toExtend<Storage>();
expectTypeOf(createPostgresStorage({ url: 'postgres://127.0.0.1/entraide', views })).toEqualTypeOf<Storage>();
// @ts-expect-error it keeps its data somewhere
createSqliteStorage({ views });
// @ts-expect-error and knows its views
createPostgresStorage({ url: 'postgres://127.0.0.1/entraide' });

// A settings file is checked as it is written.
const shoes = defineCommunity({ id: 'shoes', provisioning: 'token', origins: ['https://shoes.example'] });
expectTypeOf(shoes).toExtend<ServedCommunityOptions>();
defineCommunity({
  id: 'shoes',
  // @ts-expect-error no such algorithm
  tokens: { issuer: 'shop', audience: 'entraide', algorithms: ['none'] },
});
// @ts-expect-error no such way to notify
defineCommunity({ id: 'shoes', notify: { sms: {} } });
// @ts-expect-error a letter has a sender
createEmailNotifier({ smtp: 'smtps://mail.example' });
const hook = createWebhookNotifier({ url: 'https://hooks.example/', secret: 'whsec_' });
expectTypeOf(createNotifierOf([hook])).toEqualTypeOf<Notifier>();
// @ts-expect-error no such setting
defineCommunity({ id: 'shoes', colour: 'red' });
expectTypeOf(loadSettings('entraide.config.ts')).resolves.toEqualTypeOf<Settings>();

const server = createServer({ storage, communities: [shoes, { id: 'boots' }] });
expectTypeOf(server).toEqualTypeOf<Server>();
expectTypeOf(server.listen).returns.resolves.toEqualTypeOf<Address>();
expectTypeOf(server.fetch).parameter(0).toEqualTypeOf<Request>();
// @ts-expect-error it serves somebody
createServer({ storage });
