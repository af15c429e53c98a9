import { systemClock, systemIds, views } from '@entraide/core';
import { createMemoryStorage } from '@entraide/core/memory';
import { createServer, type Server, type ServerOptions } from '../create-server.js';
import type { ServedCommunityOptions } from '../settings/define-community.js';
import { audience, issuer, secret } from './token-forge.js';

/** A community that opens at once and believes the forge's tokens. */
export const shop: ServedCommunityOptions = {
  id: 'shop',
  availability: { opensAfterMs: 0 },
  provisioning: 'token',
  tokens: { issuer, audience, algorithms: ['HS256'], secret },
};

/** A server in this process; in memory unless told otherwise. */
export const createTestServer = (options: Partial<ServerOptions> = {}): Server =>
  createServer({
    storage: createMemoryStorage({ clock: systemClock, ids: systemIds, views }),
    communities: [shop],
    ...options,
  });
