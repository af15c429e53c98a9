import type { CommunityNode } from '@entraide/core';
import { schema } from '@entraide/core/protocol/schema';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';

const path = '/v1/communities/:community/availability';
const allowOrigin = 'access-control-allow-origin';

/** Whether somebody is here, for any page and any cache: `?topic=&locale=`, the same answer as on the wire. */
export function serveAvailability(app: Hono<{ Bindings: HttpBindings }>, node: CommunityNode): void {
  app.use(path, etag({ retainedHeaders: [allowOrigin, ...RETAINED_304_HEADERS] }));
  app.get(path, (context) => {
    const { topic, locale } = context.req.query();
    const community = context.req.param('community');
    context.header(allowOrigin, '*');
    if (!node.availability(community)) return context.json({ reason: 'not_found' }, 404);
    const parsed = schema['availability.get'].params.safeParse({ topic, locale });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const message = `unable to read the availability; ${issue?.path.join('.')}: ${issue?.message}`;
      return context.json({ reason: 'invalid_params', message }, 400);
    }
    if (topic !== undefined && !node.hasTopic(community, topic)) {
      const message = 'unable to read the availability; topic: the community has no such topic';
      return context.json({ reason: 'unknown_topic', message }, 400);
    }
    context.header('cache-control', 'public, max-age=5');
    return context.json(node.availability(community, parsed.data));
  });
}
