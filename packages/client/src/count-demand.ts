export interface DemandOptions {
  /** The server's address, `https://help.example.com`; in a browser it may be relative to the page. */
  url: string;
  /** The community's id. */
  community: string;
  /** What the visitor would have asked about. */
  topic?: string | undefined;
}

/**
 * Tells that a visitor found the window closed: one small request, without a client or a session, that outlives its page.
 * Whether it arrives is nobody's to wait for.
 */
export function countDemand({ url, community, topic }: DemandOptions): void {
  const address = `${url.replace(/\/$/, '')}/v1/communities/${encodeURIComponent(community)}/demand`;
  // Plain text, so that no page of another origin needs a preflight.
  const body = JSON.stringify({ topic });
  if (typeof navigator === 'object' && navigator.sendBeacon?.(address, body)) return;
  // No browser, or its queue is full.
  fetch(address, { method: 'POST', body, keepalive: true }).catch(() => undefined);
}
