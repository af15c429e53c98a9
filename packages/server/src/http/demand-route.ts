import type { CommunityNode } from '@entraide/core';
import { schema } from '@entraide/core/protocol/schema';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

export interface DemandRouteOptions {
  node: CommunityNode;
  /** Whether this address has sent too many. */
  isTooMany(bindings: Partial<HttpBindings>): boolean;
}

const path = '/v1/communities/:community/demand';
const bodyBytesMax = 1_024;
const types = /^(text\/plain|application\/json)\s*(;|$)/i;
/** No cookie, no session, nothing told: any page may send it. */
const cors = { 'access-control-allow-origin': '*' };

/**
 * Takes the beacon of a visitor who found the window closed: `navigator.sendBeacon(url, JSON.stringify({ topic }))`. As
 * plain text it needs no preflight; nobody reads the answer but whoever tries it out.
 */
export function takeDemand(app: Hono<{ Bindings: HttpBindings }>, { node, isTooMany }: DemandRouteOptions): void {
  const refuse = (status: 400 | 404 | 413 | 415 | 429, reason: string, message?: string) =>
    Response.json(
      { reason, ...(message && { message: `unable to count the demand; ${message}` }) },
      {
        status,
        headers: { ...cors, ...(status === 429 && { 'retry-after': '60' }) },
      },
    );
  app.options(path, (context) =>
    context.body(null, 204, {
      ...cors,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '86400',
    }),
  );
  const onError = () => refuse(413, 'body_too_large', `the body has more than ${bodyBytesMax} bytes`);
  app.post(path, bodyLimit({ maxSize: bodyBytesMax, onError }), async (context) => {
    const community = context.req.param('community');
    if (isTooMany(context.env ?? {})) return refuse(429, 'rate_limited');
    if (!node.availability(community)) return refuse(404, 'not_found');
    const text = await context.req.text();
    const type = context.req.header('content-type');
    if (text !== '' && type !== undefined && !types.test(type))
      return refuse(415, 'unsupported_media_type', 'send text/plain or application/json');
    const read = readBody(text);
    if ('problem' in read) return refuse(400, 'invalid_params', read.problem);
    node.countDemand(community, read.topic);
    return context.body(null, 204, cors);
  });
}

/** The same rule as for the topic of a question. */
const bodySchema = schema['availability.get'].params.pick({ topic: true });

function readBody(text: string): { topic?: string | undefined } | { problem: string } {
  if (text.trim() === '') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { problem: 'the body is not JSON' };
  }
  const parsed = bodySchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { problem: [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ') };
}
