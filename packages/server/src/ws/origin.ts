/** What a handshake says about the page that asks. */
interface Asked {
  origin: string | undefined;
  host: string | undefined;
}

/**
 * Whether a page may connect. Sockets carry no cookies, so a client without an origin (no browser) is as good as one
 * with any; a browser's page must be on the list, or be one of the pages that this server serves itself.
 */
export function isOriginAllowed(
  { origin, host }: Asked,
  allowed: { origins: ReadonlySet<string>; own: boolean },
): boolean {
  if (origin === undefined || allowed.origins.has(origin)) return true;
  return allowed.own && host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}
