// #region verify
import { createHmac, timingSafeEqual } from 'node:crypto';

interface Webhook {
  headers: Record<string, string | string[] | undefined>;
  /** As it came, before any parsing. */
  body: string;
}

/** Whether somebody who knows the secret sent it, within the last five minutes. */
export function isGenuine({ headers, body }: Webhook, { secret, now = Date.now() }: { secret: string; now?: number }) {
  const [id, at, signatures] = ['id', 'timestamp', 'signature'].map((name) => String(headers[`webhook-${name}`]));
  const isRecent = Math.abs(now / 1_000 - Number(at)) <= 300;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest();
  const isEqual = (given: Buffer) => given.length === expected.length && timingSafeEqual(given, expected);
  const given = `${signatures}`.split(' ').filter((one) => one.startsWith('v1,'));
  return isRecent && given.some((one) => isEqual(Buffer.from(one.slice(3), 'base64')));
}
// #endregion
