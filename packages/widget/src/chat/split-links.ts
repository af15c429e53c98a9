/** A piece of a message: words, or an address that may be followed. */
export type Piece = { text: string } | { text: string; href: string; host: string | null };

/** Invisible and direction-turning characters end an address: with them it could look like another one. */
const address = /(?:https?:\/\/|mailto:)[^\s\p{Cc}\p{Cf}<>"'`]+/giu;
const trailing = /[.,;:!?)\]}…»”’]+$/u;
const protocols = ['http:', 'https:', 'mailto:'];

function read(text: string): URL | null {
  try {
    const url = new URL(text);
    return protocols.includes(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** Where it really leads, unless the text says just that: not so with `https://shop.example@evil.example`, or with look-alike letters. */
function hiddenHost(text: string, { protocol, host }: URL): string | null {
  if (protocol === 'mailto:') return null;
  const said = text.slice(text.indexOf('//') + 2).split(/[/?#\\]/)[0];
  return said === host ? null : host;
}

/** Finds what can be followed in a message; all of the text is in the pieces, as it was. */
export function splitLinks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(address)) {
    const found = match[0].replace(trailing, '');
    const url = read(found);
    if (!url) continue;
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    pieces.push({ text: found, href: url.href, host: hiddenHost(found, url) });
    at = match.index + found.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}
