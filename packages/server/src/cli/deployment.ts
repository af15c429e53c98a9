import path from 'node:path';
import { isSharedSecret, ownTokens, tokenOptionsSchema } from '../auth/token-options.js';
import { busUrlSchema } from '../bus/bus-url.js';
import { type NotifySettings, smtpUrlSchema, webhookSecretSchema } from '../notify/notify-options.js';
import { demoCommunity } from '../settings/demo-community.js';
import { findSettingsFile, loadSettings } from '../settings/load-settings.js';
import { parseSettings, type Settings } from '../settings/parse-settings.js';
import { CliError } from './cli-error.js';
import { resolveSecret } from './secret.js';

/** What flags can say; absent ones leave it to the environment, then to the settings file. */
export interface Flags {
  config?: string;
  port?: number;
  host?: string;
  data?: string;
  demo?: boolean;
  static?: string;
}

export type Database = { kind: 'postgres'; url: string } | { kind: 'sqlite'; file: string };

/** How this machine is to run Entraide: flags, environment, settings file and defaults, in that order. */
export interface Deployment {
  /** Null where there is no file. */
  settingsFile: string | null;
  settings: Settings;
  dataDir: string;
  database: Database;
  /** The URL of the bus between servers; null where there is none. */
  bus: string | null;
  port: number;
  host: string;
  static?: string;
  demo: boolean;
  secret: string | null;
}

interface Surroundings {
  env: NodeJS.ProcessEnv;
  cwd: string;
}

const portDefault = 8787;

export async function resolveDeployment(flags: Flags, { env, cwd }: Surroundings): Promise<Deployment> {
  const settingsFile = flags.config ? path.resolve(cwd, flags.config) : findSettingsFile(cwd);
  const file = withNotifySecrets(settingsFile ? await loadSettings(settingsFile) : parseSettings([], 'no file'), env);
  const demo = flags.demo === true;
  const { server } = file;
  const fromFile = (name: string | undefined) =>
    name && settingsFile ? path.resolve(path.dirname(settingsFile), name) : undefined;
  const dataDir = path.resolve(cwd, flags.data ?? (env['ENTRAIDE_DATA'] || (fromFile(server.data) ?? '.entraide')));
  const secret = resolveSecret({ env, dataDir, make: demo });
  const staticDir = flags.static ? path.resolve(cwd, flags.static) : fromFile(server.static);
  return {
    settingsFile,
    settings: secret === null ? file : withSecret(demo ? withDemo(file, secret) : file, secret),
    dataDir,
    database: databaseOf(env, dataDir),
    bus: secretOf(env, 'BUS_URL', busUrlSchema) ?? server.bus ?? null,
    port: flags.port ?? portOf(env) ?? server.port ?? portDefault,
    host: flags.host ?? server.host ?? '127.0.0.1',
    ...(staticDir !== undefined && { static: staticDir }),
    demo,
    secret,
  };
}

function portOf(env: NodeJS.ProcessEnv): number | undefined {
  const told = env['PORT'];
  if (!told) return undefined;
  const port = parsePort(told);
  if (port === null) throw new CliError(`unable to use PORT=${told}; it must be a number from 0 to 65535`);
  return port;
}

/** Null for whatever is no port. */
export const parsePort = (text: string): number | null =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;

const databaseOf = (env: NodeJS.ProcessEnv, dataDir: string): Database =>
  env['DATABASE_URL']
    ? { kind: 'postgres', url: env['DATABASE_URL'] }
    : { kind: 'sqlite', file: path.join(dataDir, 'entraide.db') };

function withDemo(settings: Settings, secret: string): Settings {
  if (settings.communities.some((served) => served.settings.id === demoCommunity.id)) return settings;
  const demo = parseSettings([{ ...demoCommunity, tokens: ownTokens(secret) }], 'the demo');
  return { ...settings, communities: [...settings.communities, ...demo.communities] };
}

/** Secrets come from outside: tokens that need one and don't name it get it here. */
function withSecret({ communities, server }: Settings, secret: string): Settings {
  const complete = communities.map((served) => {
    const tokens = served.tokens ?? server.tokens ?? tokenOptionsSchema.parse(ownTokens(secret));
    return { ...served, tokens: isSharedSecret(tokens) ? { ...tokens, secret: tokens.secret ?? secret } : tokens };
  });
  return { server, communities: complete };
}

/** Notifications that need a secret and don't name it get it from the environment. */
function withNotifySecrets({ communities, server }: Settings, env: NodeJS.ProcessEnv): Settings {
  const secret = secretOf(env, 'ENTRAIDE_WEBHOOK_SECRET', webhookSecretSchema);
  const smtp = secretOf(env, 'ENTRAIDE_SMTP_URL', smtpUrlSchema);
  const complete = ({ webhook, email }: NotifySettings): NotifySettings => ({
    ...(webhook && { webhook: { ...(secret && { secret }), ...webhook } }),
    ...(email && { email: { ...(smtp && { smtp }), ...email } }),
  });
  return {
    server: { ...server, ...(server.notify && { notify: complete(server.notify) }) },
    communities: communities.map((served) => ({
      ...served,
      ...(served.notify && { notify: complete(served.notify) }),
    })),
  };
}

/** Never says what it is: it is a secret. */
function secretOf(env: NodeJS.ProcessEnv, name: string, schema: typeof smtpUrlSchema): string | undefined {
  const told = env[name];
  if (!told) return undefined;
  const { success, error } = schema.safeParse(told);
  if (success) return told;
  throw new CliError(`unable to use ${name}; it ${error.issues[0]?.message}`);
}
