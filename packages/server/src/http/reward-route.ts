import type { CommunityNode, NodeLogEntry } from '@entraide/core';
import { schema } from '@entraide/core/protocol/schema';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod';

export interface RewardRouteOptions {
  node: CommunityNode;
  /** What the community's webhooks are signed with, both ways; by community. */
  webhookSecrets: ReadonlyMap<string, string>;
  log?: ((entry: NodeLogEntry) => void) | undefined;
}

const path = '/v1/communities/:community/rewards';
const bodyBytesMax = 4_096;
const idMax = 200;

/** The community stands in what is signed, so that no message is good for another one. */
const signed = { community: z.string() };
const timestamp = z.string().optional();
const bodySchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('reward.fulfil'),
    timestamp,
    data: schema['reward.fulfil'].params.omit({ commandId: true }).extend(signed),
  }),
  z.strictObject({
    type: z.literal('reward.refuse'),
    timestamp,
    data: schema['reward.refuse'].params.omit({ commandId: true }).extend(signed),
  }),
]);

/**
 * Takes the word of the brand's shop about a redemption, signed as Standard Webhooks 1.0.0 says: what is older than five
 * minutes, or was changed on its way, is nobody's. `webhook-id` is what makes an attempt the same as the one before.
 */
export function takeRewards(app: Hono<{ Bindings: HttpBindings }>, options: RewardRouteOptions): void {
  const { node, webhookSecrets, log } = options;
  const refuse = (status: 400 | 401 | 404 | 409 | 413 | 503, reason: string, message?: string) =>
    Response.json({ reason, ...(message && { message: `unable to end the redemption; ${message}` }) }, { status });
  const onError = () => refuse(413, 'body_too_large', `the body has more than ${bodyBytesMax} bytes`);

  app.post(path, bodyLimit({ maxSize: bodyBytesMax, onError }), async (context) => {
    const community = context.req.param('community');
    const secret = webhookSecrets.get(community);
    if (secret === undefined) return refuse(404, 'not_found');
    const text = await context.req.text();
    const problem = problemOf(secret, text, context.req.header());
    if (problem !== null) {
      log?.({ level: 'warn', event: 'webhook_refused', community, reason: problem });
      return refuse(401, 'unauthenticated', problem);
    }
    const parsed = bodySchema.safeParse(parseJson(text));
    const id = context.req.header('webhook-id') ?? '';
    if (!parsed.success || id.length > idMax) return refuse(400, 'invalid_params', describe(parsed.error));
    const { type, data } = parsed.data;
    if (data.community !== community) return refuse(400, 'invalid_params', 'data.community: is not the one asked');
    const { community: _, rewardId, ...rest } = data;
    const outcome = await node.endRedemption(community, { id, rewardId, command: { type, ...rest } as never });
    if (!outcome) return refuse(404, 'not_found');
    if (!('refused' in outcome)) return context.body(null, 204);
    const { refused } = outcome;
    if (refused === 'unavailable') return refuse(503, refused);
    return refused === 'not_found' ? refuse(404, refused) : refuse(409, refused, refused);
  });
}

/** Why it isn't believed; null for what is. */
function problemOf(secret: string, text: string, headers: Record<string, string>): string | null {
  try {
    new Webhook(secret).verify(text, headers, { jsonParse: false });
    return null;
  } catch (error) {
    return (error as Error).message.toLowerCase();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describe(error: z.ZodError | undefined): string {
  const issue = error?.issues[0];
  return issue ? [issue.path.join('.'), issue.message].filter(Boolean).join(': ') : 'webhook-id: is too long';
}
