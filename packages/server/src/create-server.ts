import type { Server as HttpServer, IncomingMessage } from 'node:http';
import {
  type Bus,
  type Clock,
  type CommunityNode,
  createNode,
  type Ids,
  type NodeLogEntry,
  type NodeOptions,
  type Notifier,
  type Storage,
  type TopicClassifier,
} from '@entraide/core';
import type { HttpBindings } from '@hono/node-server';
import { createAuthenticate } from './auth/authenticate.js';
import { signToken } from './auth/sign-token.js';
import { isSharedSecret, type TokenOptions, type TokenSettings } from './auth/token-options.js';
import { createApp, type DemoKind } from './http/create-app.js';
import { type Address, createHttpListener, openHttpListener } from './http/http-listener.js';
import { createMetrics, type Metrics } from './http/metrics.js';
import { readStaticFiles, type StaticFile } from './http/static-files.js';
import { createNotifierOf } from './notify/notifier-of.js';
import type { NotifyOptions } from './notify/notify-options.js';
import { createServerNotifier } from './notify/server-notifier.js';
import type { ServedCommunityOptions } from './settings/define-community.js';
import { parseSettings, type Settings } from './settings/parse-settings.js';
import type { LimitOptions } from './settings/server-settings.js';
import { readAddress } from './ws/address.js';
import { createAddressLimits } from './ws/address-limits.js';
import { createSocketGate, type SocketGate } from './ws/socket-gate.js';

export interface ServerOptions {
  /** Where everything is kept. The server uses it and leaves it open. */
  storage: Storage;
  communities: readonly ServedCommunityOptions[];
  /** How tokens are recognised in communities that don't say so themselves. @defaultValue none is */
  tokens?: TokenOptions;
  /**
   * Origins of pages that may connect. A handshake doesn't name its community yet, so the list is the union of these and
   * of every community's own; who may do what in a community is for tokens to say.
   */
  origins?: readonly string[];
  /** Folder of files to serve, read once. */
  static?: string;
  /** Folder of the built console, `dist/browser` of `@entraide/console`: served at `/console/`. @defaultValue none is */
  console?: string;
  /** Folder of the built widget, `dist/browser` of `@entraide/widget`: served at `/widget.js`. @defaultValue none is */
  widget?: string;
  /** Hands out tokens of the community `demo` on `/demo/coach-token` and `/demo/manager-token`, on this machine only. */
  demo?: boolean;
  /** Header in which a trusted proxy appends the address it was asked from: `x-forwarded-for`. */
  addressHeader?: string;
  limits?: LimitOptions;
  /** Asked in communities whose settings say so (`classifier`). @defaultValue none */
  topicClassifier?: TopicClassifier;
  /** Where notifications go, in communities that don't say so themselves. @defaultValue nowhere */
  notify?: NotifyOptions;
  /** Another way to tell people who are not connected, beside `notify`. */
  notifier?: Notifier;
  /**
   * Tells the servers of one database of each other's work at once; see `createBus`. The server uses it and leaves it
   * open. @defaultValue none: they look once a second
   */
  bus?: Bus;
  clock?: Clock;
  ids?: Ids;
  log?: (entry: NodeLogEntry) => void;
  /** See `NodeOptions.demandSeen` of the core. */
  demandSeen?: NodeOptions['demandSeen'];
}

/** The reference server: HTTP and WebSocket around one `CommunityNode`. */
export interface Server {
  readonly node: CommunityNode;
  /** Opens a port of its own. @param address port 0 chooses a free one; the host is 127.0.0.1 unless told */
  listen(address: { port: number; host?: string }): Promise<Address>;
  /** Answers the WebSocket handshakes of a server that somebody else made; its HTTP routes are `fetch`. */
  attach(http: HttpServer): void;
  /** The HTTP routes, for any framework that speaks web-standard requests. */
  fetch(request: Request, bindings?: Partial<HttpBindings>): Promise<Response>;
  /** Refuses what is new, sends clients elsewhere, waits for what is under way. Idempotent. */
  close(): Promise<void>;
}

const readyWithinMs = 2_000;
const demoTokenMs = 12 * 60 * 60 * 1_000;

/** Throws when an option is wrong, with a message that names it. */
export function createServer(options: ServerOptions): Server {
  const { communities, tokens, origins, addressHeader, limits, notify } = options;
  const given = { tokens, origins, addressHeader, limits, notify };
  const server = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const settings = parseSettings({ communities: [...communities], server }, "createServer's options");
  const tokensOf = tokensByCommunity(settings);
  const node = createNode(nodeOptions(options, settings, tokensOf));
  const { bus } = options;
  const ids = settings.communities.map((served) => served.settings.id);
  const metrics = createMetrics(node, {
    communities: ids,
    isStorageUp: () => answersInTime(node),
    ...(bus && { bus }),
  });
  const demandLimits = createDemandLimits(settings);
  const gate = createGate(options, settings, { node, metrics });
  const app = createApp({
    node,
    metrics,
    isReady: () => answersInTime(node),
    isDraining: () => closed !== undefined,
    isBusUp: () => bus?.state?.().isUp ?? null,
    isTooMuchDemand: demandLimits.isTooMuch,
    webhookSecrets: webhookSecretsOf(settings),
    log: options.log,
    files: readFiles(options),
    widgetFiles: options.widget === undefined ? null : readStaticFiles(options.widget),
    ...(options.demo && { demoToken: createDemoToken(tokensOf.get('demo')) }),
    failed: (error) => options.log?.({ level: 'error', event: 'http.failed', error }),
  });
  const fetch = async (request: Request, bindings: Partial<HttpBindings> = {}) => app.fetch(request, bindings);
  const listening: HttpServer[] = [];
  let closed: Promise<void> | undefined;
  const shutDown = async () => {
    gate.drain();
    const freed = listening.map((http) => new Promise((resolve) => http.close(resolve)));
    try {
      await node.close();
    } finally {
      demandLimits.close();
      await gate.close();
      for (const http of listening) http.closeAllConnections();
      await Promise.all(freed);
    }
  };
  return {
    node,
    fetch,
    attach: gate.attach,
    async listen({ port, host = '127.0.0.1' }) {
      const http = createHttpListener(fetch);
      gate.attach(http);
      const address = await openHttpListener(http, { port, host });
      listening.push(http);
      return address;
    },
    close() {
      closed ??= shutDown();
      return closed;
    },
  };
}

/** The server's own pages come before what somebody else put at their address. */
const readFiles = ({ static: folder, console: desk }: ServerOptions): ReadonlyMap<string, StaticFile> =>
  new Map([
    ...(folder === undefined ? [] : readStaticFiles(folder)),
    ...(desk === undefined ? [] : readStaticFiles(desk, '/console/')),
  ]);

function webhookSecretsOf({ communities, server }: Settings): ReadonlyMap<string, string> {
  const secrets = communities.map(
    ({ settings, notify = server.notify }) => [settings.id, notify?.webhook?.secret] as const,
  );
  return new Map(secrets.filter((one): one is [string, string] => one[1] !== undefined));
}

function tokensByCommunity({ communities, server }: Settings): ReadonlyMap<string, TokenSettings> {
  const found = new Map<string, TokenSettings>();
  for (const { settings, tokens = server.tokens } of communities) {
    if (!tokens) continue;
    if (isSharedSecret(tokens) && tokens.secret === undefined) {
      throw new Error(`unable to create the server; tokens.secret of ${settings.id} is missing: set ENTRAIDE_SECRET`);
    }
    found.set(settings.id, tokens);
  }
  return found;
}

function nodeOptions(options: ServerOptions, settings: Settings, tokensOf: ReadonlyMap<string, TokenSettings>) {
  const { storage, bus, clock, ids, log, topicClassifier, demandSeen } = options;
  const notifiers = [createServerNotifier(settings, log), options.notifier].filter((one) => one != null);
  const limits = Object.entries(settings.server.limits.session).filter(([, value]) => value !== undefined);
  return {
    storage,
    communities: settings.communities.map((served) => served.settings),
    authenticate: createAuthenticate(tokensOf),
    limits: Object.fromEntries(limits),
    ...(notifiers.length > 0 && { notifier: createNotifierOf(notifiers) }),
    ...(bus && { bus }),
    ...(topicClassifier && { topicClassifier }),
    ...(clock && { clock }),
    ...(ids && { ids }),
    ...(log && { log }),
    ...(demandSeen && { demandSeen }),
  };
}

function createGate(
  options: ServerOptions,
  { communities, server }: Settings,
  { node, metrics }: { node: CommunityNode; metrics: Metrics },
): SocketGate {
  return createSocketGate({
    accept: node.accept,
    origins: new Set([...(server.origins ?? []), ...communities.flatMap(({ origins }) => origins)]),
    servesPages: options.static !== undefined || options.console !== undefined || options.demo === true,
    limits: server.limits,
    ...(server.addressHeader && { addressHeader: server.addressHeader }),
    refused(reason) {
      metrics.refused(reason);
      options.log?.({ level: 'info', event: 'socket.refused', reason });
    },
  });
}

/** Who sends by `fetch` alone, without an address, is for the embedder to bound. */
function createDemandLimits({ server }: Settings) {
  const { addressHeader, limits } = server;
  const addresses = createAddressLimits({
    atOnceMax: Number.POSITIVE_INFINITY,
    perMinute: limits.demandPerAddressPerMinute,
  });
  return {
    isTooMuch({ incoming }: Partial<HttpBindings>): boolean {
      if (!incoming) return false;
      const place = addresses.enter(readAddress(incoming as IncomingMessage, addressHeader));
      place?.leave();
      return place === null;
    },
    close: addresses.close,
  };
}

function createDemoToken(tokens: TokenSettings | undefined): (name: string, kind: DemoKind) => Promise<string> {
  if (!tokens) throw new Error('unable to serve the demo; there is no community demo with tokens');
  // Whoever is a coach and a manager by one name is two people.
  return (name, kind) =>
    signToken(tokens, {
      sub: kind === 'coach' ? `demo-${name}` : `demo-${kind}-${name}`,
      kind,
      community: 'demo',
      name,
      expiresInMs: demoTokenMs,
    });
}

/** A storage that hangs is no better than one that refuses. */
async function answersInTime(node: CommunityNode): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, readyWithinMs, false);
  });
  const answer = await Promise.race([node.isReady(), late]);
  clearTimeout(timer);
  return answer;
}
