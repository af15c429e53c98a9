import type { NodeLogEntry } from '@entraide/core';
import { parseBusUrl } from './bus-url.js';
import { createLinkedBus, type LinkedBus } from './create-linked-bus.js';

export interface BusOptions {
  /** `redis://`, `rediss://`, `nats://` or `tls://`, with `?prefix=NAME` where others use the same broker. */
  url: string;
  /** Told when the broker comes and goes. */
  log?: (entry: NodeLogEntry) => void;
}

/**
 * A bus between the servers of one database, by Redis or NATS. It needn't be there yet: it is tried until it is, and
 * meanwhile hints are lost, which costs time and nothing else. Loads the broker's client only now.
 *
 * Rejects where the URL is none of a bus.
 */
export async function createBus({ url, log }: BusOptions): Promise<LinkedBus> {
  const parsed = parseBusUrl(url);
  if (!parsed) throw new Error('unable to open the bus; its URL must be redis://, rediss://, nats:// or tls://');
  const options = { ...parsed, log };
  if (parsed.kind === 'redis') return createLinkedBus((await import('./redis-link.js')).openRedisLink, options);
  return createLinkedBus((await import('./nats-link.js')).openNatsLink, options);
}
