import { signToken } from '../auth/sign-token.js';
import { ownTokens, tokenOptionsSchema } from '../auth/token-options.js';
import { CliError } from '../cli/cli-error.js';
import type { Deployment } from '../cli/deployment.js';

/** Signs a token for a coach of this replay, as often as one is needed. */
export type SignCoach = (subject: string) => Promise<string>;

const expiresInMs = 60 * 60 * 1_000;

/** Coach tokens as `entraide token` makes them, with the secret that the server uses. */
export function createCoachTokens({ settings, secret, dataDir }: Deployment, community: string): SignCoach {
  if (secret === null) {
    throw new CliError(`unable to replay; there is no secret in the environment and none in ${dataDir}`, {
      todo: 'Set ENTRAIDE_SECRET as for the server, or name the data folder of a running demo with --data.',
    });
  }
  const served = settings.communities.find(({ settings: { id } }) => id === community);
  const tokens = served?.tokens ?? tokenOptionsSchema.parse(ownTokens(secret));
  return (subject) =>
    signToken(tokens, {
      sub: subject,
      kind: 'coach',
      community,
      name: subject,
      expiresInMs: Math.min(expiresInMs, tokens.maxAgeMs),
    });
}
