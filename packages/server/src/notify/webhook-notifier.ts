import type { NodeLogEntry, Notification, Notifier } from '@entraide/core';
import { Webhook } from 'standardwebhooks';

export interface WebhookNotifierOptions {
  url: string;
  /** `whsec_` and base64. */
  secret: string;
  /** An answer that takes longer is none. @defaultValue 10,000 */
  timeoutMs?: number;
  log?: (entry: NodeLogEntry) => void;
}

const gone = 410;

/**
 * POSTs each notification, signed as Standard Webhooks 1.0.0 says (https://www.standardwebhooks.com): `webhook-id`,
 * `webhook-timestamp` and `webhook-signature`. Any 2xx is delivery; 410 ends it for the life of the process; all else is
 * tried again. Redirects are not followed, and no answer is read beyond its status.
 */
export function createWebhookNotifier(options: WebhookNotifierOptions): Notifier {
  const { url, timeoutMs = 10_000, log } = options;
  const signer = new Webhook(options.secret);
  let isGone = false;
  return {
    async notify(notification, { signal } = {}) {
      signal?.throwIfAborted();
      if (isGone) return;
      const late = AbortSignal.timeout(timeoutMs);
      const status = await post(url, signed(signer, notification), signal ? AbortSignal.any([signal, late]) : late);
      if (status >= 200 && status < 300) return;
      if (status !== gone) throw new Error(`unable to deliver the webhook; it answered with the status ${status}`);
      isGone = true;
      log?.({ level: 'error', event: 'webhook_gone', host: new URL(url).host, community: notification.community });
    },
  };
}

async function post(url: string, request: RequestInit, signal: AbortSignal): Promise<number> {
  try {
    const response = await fetch(url, { ...request, method: 'POST', redirect: 'manual', signal });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    const { name } = error as Error;
    const reason = name === 'TimeoutError' ? 'it did not answer in time' : 'it could not be reached';
    throw new Error(`unable to deliver the webhook; ${reason}`, { cause: error });
  }
}

/** A person's address is nobody's business but the letter's. */
function signed(signer: Webhook, { id, community, person, kind, at, data }: Notification): RequestInit {
  const { email: _, ...told } = person;
  const body = JSON.stringify({
    type: kind,
    timestamp: new Date(at).toISOString(),
    data: { community, person: told, ...data },
  });
  // The time of the attempt: receivers refuse what is old, and a retry isn't.
  const now = new Date();
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'entraide',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': signer.sign(id, now, body),
  };
  return { headers, body };
}
