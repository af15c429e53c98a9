import { SignJWT } from 'jose';
import { community, secret } from '../servers/nodes.mjs';

/** A coach's token, as the host application would sign it. */
export const signCoachToken = (name) =>
  new SignJWT({ kind: 'coach', community, name })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer('chaos')
    .setAudience('entraide')
    .setSubject(name)
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(new TextEncoder().encode(secret));
