// The demo's pages in one folder: its first page, both sides on one page, and the shops. Needs a build.
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const parts = { demo: '.', 'side-by-side': 'side-by-side', 'demo-shop': '.' };

/** Puts them together, and says where. */
export function composeDemo(folder = path.join(root, '.cache/demo')) {
  rmSync(folder, { recursive: true, force: true });
  for (const [example, place] of Object.entries(parts)) {
    const dist = path.join(root, 'examples', example, 'dist');
    if (existsSync(dist)) cpSync(dist, path.join(folder, place), { recursive: true });
  }
  return folder;
}

if (process.argv[1] === import.meta.filename) composeDemo(process.argv[2]);
