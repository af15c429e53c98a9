import * as z from 'zod';

const kinds = { 'redis:': 'redis', 'rediss:': 'redis', 'nats:': 'nats', 'tls:': 'nats' } as const;

/** Where a bus between servers is. */
export interface BusUrl {
  kind: 'redis' | 'nats';
  /** Without what is ours alone. */
  url: string;
  /** Begins the name of every channel: what shares one broker and not one database needs another. */
  prefix: string;
}

const prefixDefault = 'entraide';
const isPrefix = (text: string) => /^[\w-]{1,64}$/.test(text);

/** `redis://`, `rediss://`, `nats://` or `tls://`, with `?prefix=NAME` where others use the same broker; null for whatever isn't. */
export function parseBusUrl(text: string): BusUrl | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const kind = (kinds as Record<string, BusUrl['kind']>)[url.protocol];
  const prefix = url.searchParams.get('prefix') ?? prefixDefault;
  if (!kind || !url.hostname || !isPrefix(prefix)) return null;
  url.searchParams.delete('prefix');
  return { kind, url: url.href, prefix };
}

/** What people may read of it: no password. */
export const describeBus = ({ kind, url }: BusUrl): string =>
  `${kind === 'redis' ? 'Redis' : 'NATS'} at ${new URL(url).host}`;

export const busUrlSchema = z.string().refine((text) => parseBusUrl(text) !== null, {
  error: 'must be a redis://, rediss://, nats:// or tls:// URL',
});
