import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { socketPath } from '../ws/socket-gate.js';
import { serveAvailability } from './availability-route.js';
import { takeDemand } from './demand-route.js';
import { isOwnMachine } from './is-own-machine.js';
import type { Metrics } from './metrics.js';
import { type RewardRouteOptions, takeRewards } from './reward-route.js';
import { pageHeaders, type StaticFile } from './static-files.js';
import { serveWidget } from './widget-route.js';

export interface AppOptions extends RewardRouteOptions {
  metrics: Metrics;
  /** Whether new work is welcome: the storage answers, and the server isn't closing. */
  isReady(): Promise<boolean>;
  isDraining(): boolean;
  /** Null where there is none. Without it a server serves on, and looks at the storage instead. */
  isBusUp(): boolean | null;
  files: ReadonlyMap<string, StaticFile>;
  /** Null where it isn't built. */
  widgetFiles: ReadonlyMap<string, StaticFile> | null;
  /** Makes a token for the demo's pages. Without it there are no such routes. */
  demoToken?(name: string, kind: DemoKind): Promise<string>;
  /** Whether whoever asks has sent more beacons than one address may. */
  isTooMuchDemand(bindings: Partial<HttpBindings>): boolean;
  failed(error: unknown): void;
}

/** Whom the demo lets in by name alone, and what they are called who say none. */
const demoNames = { coach: 'Camille', manager: 'Morgane' };
export type DemoKind = keyof typeof demoNames;

const demoNameMax = 40;

/** Everything that is asked by HTTP. */
export function createApp(options: AppOptions): Hono<{ Bindings: HttpBindings }> {
  const { node, metrics, files, demoToken } = options;
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (context, next) => {
    await next();
    context.header('x-content-type-options', 'nosniff');
  });
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) => {
    const isReady = await options.isReady();
    const isDraining = options.isDraining();
    const isBusUp = options.isBusUp();
    const bus = isBusUp !== null && { bus: isBusUp ? 'up' : 'down' };
    if (isDraining) return context.json({ status: 'draining', ...bus }, 503);
    const [status, storage] = isReady ? ['ready', 'up'] : ['unavailable', 'down'];
    return context.json({ status, storage, ...bus }, isReady ? 200 : 503);
  });
  app.get('/metrics', async (context) => {
    const { type, text } = await metrics.render();
    return context.body(text, 200, { 'content-type': type });
  });
  serveAvailability(app, node);
  takeDemand(app, { node, isTooMany: options.isTooMuchDemand });
  takeRewards(app, options);
  app.get(socketPath, (context) => context.json({ reason: 'upgrade_required' }, 426, { upgrade: 'websocket' }));
  if (demoToken) serveDemoTokens(app, demoToken);
  serveWidget(app, options.widgetFiles);
  serveFiles(app, files);
  app.notFound((context) => context.json({ reason: 'not_found' }, 404));
  app.onError((error, context) => {
    options.failed(error);
    return context.json({ reason: 'unavailable' }, 500);
  });
  return app;
}

function serveDemoTokens(app: Hono<{ Bindings: HttpBindings }>, demoToken: NonNullable<AppOptions['demoToken']>): void {
  for (const kind of Object.keys(demoNames) as DemoKind[])
    app.get(`/demo/${kind}-token`, async (context) => {
      if (!isOwnMachine(context.env)) return context.json({ reason: 'not_found' }, 404);
      const name = context.req.query('name')?.trim() || demoNames[kind];
      if (name.length > demoNameMax) return context.json({ reason: 'name_too_long' }, 400);
      context.header('cache-control', 'no-store');
      context.header('cross-origin-resource-policy', 'same-origin');
      return context.json({ token: await demoToken(name, kind) });
    });
}

function serveFiles(app: Hono<{ Bindings: HttpBindings }>, files: ReadonlyMap<string, StaticFile>): void {
  app.get('*', async (context, next) => {
    const { pathname } = new URL(context.req.url);
    const file = files.get(pathname);
    // Relative, since a proxy may know the server by another name. A browser keeps what follows the `#`.
    if (!file && files.has(`${pathname}/`)) return context.redirect(`./${pathname.split('/').at(-1)}/`, 308);
    if (!file) return next();
    const headers = { ...pageHeaders, etag: file.etag, 'cache-control': 'no-cache' };
    if (context.req.header('if-none-match') === file.etag) return context.body(null, 304, headers);
    return context.body(file.body, 200, { ...headers, 'content-type': file.type });
  });
}
