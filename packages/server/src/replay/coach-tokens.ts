import type { Deployment } from '../cli/deployment.js';
import { createSigner } from '../cli/token.js';

/** Signs a token for a coach of this replay, as often as one is needed. */
export type SignCoach = (subject: string) => Promise<string>;

const expiresInMs = 60 * 60 * 1_000;

/** Coach tokens as `entraide token` makes them, with the secret that the server uses. */
export function createCoachTokens(deployment: Deployment, community: string): SignCoach {
  const { maxAgeMs, sign } = createSigner(deployment, {
    community,
    task: 'replay',
    todo: 'Set ENTRAIDE_SECRET as for the server, or name the data folder of a running demo with --data.',
  });
  return (subject) =>
    sign({ sub: subject, kind: 'coach', name: subject, expiresInMs: Math.min(expiresInMs, maxAgeMs) });
}
