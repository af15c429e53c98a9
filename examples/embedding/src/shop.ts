import { createServer as createHttpServer } from 'node:http';
import { views } from '@entraide/core';
import { createServer, createSqliteStorage } from '@entraide/server';
import { SignJWT } from 'jose';

/** A shop that has an HTTP server and accounts of its own, and runs Entraide inside. */
export function startShop(options: { file: string; secret: string }) {
  const { file, secret } = options;
  // #region embed
  const storage = createSqliteStorage({ file, views });
  const entraide = createServer({
    storage,
    communities: [
      {
        id: 'shoes',
        provisioning: 'token',
        availability: { opensAfterMs: 0 },
        tokens: { issuer: 'shop', audience: 'entraide', algorithms: ['HS256'], secret },
      },
    ],
  });

  const http = createHttpServer((_, response) => response.end('The shop'));
  entraide.attach(http);
  // #endregion embed

  // #region token
  /** For a customer who is signed in to the shop and helps others. */
  const signCoachToken = (customer: { id: string; nickname: string }) =>
    new SignJWT({ kind: 'coach', community: 'shoes', name: customer.nickname, locales: ['en', 'fr'] })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('shop')
      .setAudience('entraide')
      .setSubject(customer.id)
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(secret));
  // #endregion token

  const close = async () => {
    await entraide.close();
    await new Promise((closed) => http.close(closed));
    await storage.close();
  };
  return { http, entraide, signCoachToken, close };
}
