import { type CommunitySettings, checkCommunity, type FieldProblem } from '@entraide/core';
import * as z from 'zod';
import { type TokenSettings, tokenOptionsSchema } from '../auth/token-options.js';
import { type NotifySettings, notifySchema } from '../notify/notify-options.js';
import { originsSchema, type ServerFileSettings, serverSchema } from './server-settings.js';

/** A community with every default filled in. */
export interface ServedCommunity {
  settings: CommunitySettings;
  origins: readonly string[];
  tokens?: TokenSettings;
  notify?: NotifySettings;
}

export interface Settings {
  communities: readonly ServedCommunity[];
  server: ServerFileSettings;
}

const servedSchema = z.looseObject({
  origins: originsSchema.default([]),
  tokens: tokenOptionsSchema.optional(),
  notify: notifySchema.optional(),
});
const fileSchema = z.strictObject({ communities: z.array(z.unknown()), server: z.unknown().optional() });

const tell = (prefix: string, { field, message }: FieldProblem) =>
  `${[prefix, field].filter((part) => part !== '').join('.')}: ${message}`;

const fieldErrors = (prefix: string, { issues }: z.ZodError): string[] =>
  issues.map(({ path, message }) => tell(prefix, { field: path.join('.'), message }));

/** Throws `unable to read the settings in <source>; <field>: <what is wrong with it>; …`. */
export function parseSettings(exported: unknown, source: string): Settings {
  const problems: string[] = [];
  const check = <T>(prefix: string, parsed: z.ZodSafeParseResult<T>): T | undefined => {
    if (!parsed.success) problems.push(...fieldErrors(prefix, parsed.error));
    return parsed.data;
  };
  const file = check('', fileSchema.safeParse(asFile(exported)));
  const server = file && check('server', serverSchema.safeParse(file.server ?? {}));
  const communities = (file?.communities ?? []).map((options, index) => {
    const { served, problems: found } = readCommunity(`communities.${index}`, options);
    problems.push(...found);
    return served;
  });
  const ids = communities.map((served) => served?.settings.id);
  for (const [index, id] of ids.entries()) {
    if (id && ids.indexOf(id) < index) problems.push(`communities.${index}.id: ${id} stands twice`);
  }
  if (problems.length > 0 || !server)
    throw new Error(`unable to read the settings in ${source}; ${problems.join('; ')}`);
  return { server, communities: communities.filter((served) => served !== undefined) };
}

function asFile(exported: unknown): unknown {
  if (Array.isArray(exported)) return { communities: exported };
  if (typeof exported === 'object' && exported !== null && !('communities' in exported)) {
    return { communities: [exported] };
  }
  return exported;
}

function readCommunity(prefix: string, options: unknown): { served?: ServedCommunity; problems: string[] } {
  const parsed = servedSchema.safeParse(options);
  const problems = parsed.success ? [] : fieldErrors(prefix, parsed.error);
  if (typeof options !== 'object' || options === null) return { problems };
  const { origins: _, tokens: __, notify: ___, ...own } = options as Record<string, unknown>;
  const checked = checkCommunity(own);
  if ('problems' in checked) return { problems: [...problems, ...checked.problems.map((one) => tell(prefix, one))] };
  if (!parsed.success) return { problems };
  const { origins, tokens, notify } = parsed.data;
  const optional = { ...(tokens && { tokens }), ...(notify && { notify }) };
  return { served: { settings: checked.settings, origins, ...optional }, problems };
}
