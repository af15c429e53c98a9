import { Command, InvalidArgumentError, Option } from 'commander';
import { type Claims, claimsSchema } from '../auth/claims.js';
import { signToken } from '../auth/sign-token.js';
import { ownTokens, tokenOptionsSchema } from '../auth/token-options.js';
import { demoCommunity } from '../settings/demo-community.js';
import { CliError } from './cli-error.js';
import { type Deployment, resolveDeployment } from './deployment.js';
import { parseDuration } from './duration.js';
import { configOption, dataOption } from './options.js';

interface TokenFlags {
  config?: string;
  data?: string;
  community: string;
  kind: 'coach' | 'manager' | 'brand' | 'host';
  id: string;
  name?: string;
  expires: number;
}

const duration = (text: string): number => {
  const ms = parseDuration(text);
  if (ms === null) throw new InvalidArgumentError('It must be a duration such as 45s, 30m, 1h.');
  return ms;
};

/** `entraide token`: what the host application would sign, for trying things out. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('print a test token, signed with the secret that the server uses')
    .requiredOption('--community <id>', 'the community it is for')
    .addOption(
      new Option('--kind <kind>', 'who its bearer is')
        .choices(['coach', 'manager', 'brand', 'host'])
        .makeOptionMandatory(),
    )
    .requiredOption('--id <id>', "the person's id in your application")
    .option('--name <name>', 'the pseudonym that others see (default: the id)')
    .option('--expires <duration>', 'how long it is good: 45s, 30m, 1h', duration, 3_600_000)
    .addOption(configOption())
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Examples:
  entraide token --community demo --kind coach --id camille --name Camille
  ENTRAIDE_SECRET=… entraide token --community shop --kind manager --id 7 --expires 15m`,
    )
    .action(async (flags: TokenFlags) => {
      const deployment = await resolveDeployment(deploymentFlags(flags), { env: process.env, cwd: process.cwd() });
      console.log(await makeToken(deployment, flags));
    });
}

const deploymentFlags = ({ config, data }: TokenFlags) => ({
  ...(config !== undefined && { config }),
  ...(data !== undefined && { data }),
});

/** What needs signing, for the words of a refusal. */
interface SigningTask {
  community: string;
  /** As in "unable to make a token". */
  task: string;
  todo: string;
}

/** Signs for one community, with the secret that its server uses. */
export interface Signer {
  /** The server takes no token that lasts longer. */
  readonly maxAgeMs: number;
  sign(claims: Omit<Claims, 'community'> & { expiresInMs: number }): Promise<string>;
}

/** A community that the settings don't know is taken to believe what the demo believes. */
export function createSigner(
  { settings, secret, dataDir }: Deployment,
  { community, task, todo }: SigningTask,
): Signer {
  if (secret === null) {
    throw new CliError(`unable to ${task}; there is no secret in the environment and none in ${dataDir}`, { todo });
  }
  const served = settings.communities.find(({ settings: { id } }) => id === community);
  const tokens = served?.tokens ?? tokenOptionsSchema.parse(ownTokens(secret));
  return { maxAgeMs: tokens.maxAgeMs, sign: (claims) => signToken(tokens, { ...claims, community }) };
}

async function makeToken(deployment: Deployment, flags: TokenFlags): Promise<string> {
  const { community, kind, id, name = id, expires } = flags;
  const { maxAgeMs, sign } = createSigner(deployment, {
    community,
    task: 'make a token',
    todo: 'Set ENTRAIDE_SECRET as for the server, or start the demo once: entraide serve --demo',
  });
  const known = [...deployment.settings.communities.map(({ settings }) => settings.id), demoCommunity.id];
  if (!known.includes(community)) {
    throw new CliError(`unable to make a token; no community is named ${community}`, {
      todo: `The settings know: ${known.join(', ')}. Name the settings file with --config.`,
    });
  }
  if (expires > maxAgeMs) {
    throw new CliError(`unable to make a token; the server takes none that lasts over ${maxAgeMs / 3_600_000} h`);
  }
  const claims = claimsSchema.safeParse({ sub: id, kind, community, name });
  if (!claims.success) {
    const [field] = claims.error.issues[0]?.path ?? [];
    const flag = field === 'sub' ? '--id' : `--${String(field)}`;
    throw new CliError(`unable to make a token; ${flag} must be printable text of bounded length`);
  }
  return sign({ ...claims.data, expiresInMs: expires });
}
