import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { StaticFile } from './static-files.js';

/** Any shop's page may load it; it holds nothing of anybody. */
const headers = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};
/** Its name never changes, so browsers ask now and then; in between, they use what they have at once. */
const launcherCache = 'public, max-age=300, stale-while-revalidate=86400';
/** Their names change with what is in them. */
const chunkCache = 'public, max-age=31536000, immutable';

/** The widget's script at `/widget.js`, and at `/widget/*` what it loads when somebody wants to write. */
export function serveWidget(
  app: Hono<{ Bindings: HttpBindings }>,
  files: ReadonlyMap<string, StaticFile> | null,
): void {
  for (const path of ['/widget.js', '/widget/*']) {
    app.use(path, compress());
    app.get(path, (context) => {
      const { pathname } = new URL(context.req.url);
      const file = files?.get(pathname);
      if (!file) {
        const message = 'unable to serve the widget; it is not built (npm run build)';
        return context.json({ reason: 'not_found', ...(!files && { message }) }, 404, headers);
      }
      const cache = { 'cache-control': pathname === '/widget.js' ? launcherCache : chunkCache, etag: file.etag };
      if (context.req.header('if-none-match')?.replace('W/', '') === file.etag)
        return context.body(null, 304, { ...headers, ...cache });
      return context.body(file.body, 200, { ...headers, ...cache, 'content-type': file.type });
    });
  }
}
