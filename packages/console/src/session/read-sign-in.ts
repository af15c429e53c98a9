/** Who wants in, and where: a token from the host application, and the community that it is for. */
export interface SignIn {
  token: string;
  community: string;
  /** The server's address. @defaultValue where the page came from */
  url?: string;
}

/** What a token says of its community. The server checks it; here it only saves a second parameter. */
export function communityOf(token: string): string | null {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
    const { community } = JSON.parse(new TextDecoder().decode(bytes)) as { community?: unknown };
    return typeof community === 'string' ? community : null;
  } catch {
    return null;
  }
}

/** A sign-in from its parts; null where they don't make one. */
export function readSignIn(parts: {
  token: string | null | undefined;
  community?: string | null | undefined;
  url?: string | null | undefined;
}): SignIn | null {
  const community = parts.community || (parts.token ? communityOf(parts.token) : null);
  if (!parts.token || !community) return null;
  return { token: parts.token, community, ...(parts.url && { url: parts.url }) };
}

/** What a link hands over after its `#`, and the page that it is about: `#token=…&community=…&to=/desk`. */
export function readFragment(hash: string): { signIn: SignIn | null; to: string } | null {
  const fragment = new URLSearchParams(hash.slice(1));
  if (!fragment.has('token')) return null;
  const to = fragment.get('to') ?? '/';
  return {
    signIn: readSignIn({ token: fragment.get('token'), community: fragment.get('community') }),
    to: to.startsWith('/') ? to : '/',
  };
}
