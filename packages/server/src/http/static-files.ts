import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface StaticFile {
  body: Uint8Array<ArrayBuffer>;
  type: string;
  etag: string;
}

/** More is not a page but somebody's home folder. */
const bytesMax = 64 * 1024 * 1024;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * Reads a folder once: what isn't in the map when the server starts can't be asked for, however a path is spelled.
 * Links and dot files are left out; `index.html` also answers for its folder.
 * @param at where the folder stands among the server's addresses
 */
export function readStaticFiles(folder: string, at = '/'): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  let bytes = 0;
  const visit = (dir: string, url: string) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const file = path.join(dir, entry.name);
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) visit(file, `${url}${encodeURIComponent(entry.name)}/`);
      if (!entry.isFile()) continue;
      bytes += statSync(file).size;
      if (bytes > bytesMax)
        throw new Error(`unable to serve ${folder}; it has more than ${bytesMax >> 20} MiB of files`);
      const read = readStaticFile(file);
      files.set(`${url}${encodeURIComponent(entry.name)}`, read);
      if (entry.name === 'index.html') files.set(url, read);
    }
  };
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`unable to serve ${folder}; there is no such folder`);
  }
  visit(folder, at);
  return files;
}

function readStaticFile(file: string): StaticFile {
  const body = new Uint8Array(readFileSync(file));
  return {
    body,
    type: types[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
  };
}

/** Scripts, styles and sockets of this server and of nobody else; framed by nobody else either. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};
