// `npm run bench:NAME -- OPTIONS` runs bench/NAME/run.mjs, which builds what it needs.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const [name, ...args] = process.argv.slice(2);
const script = path.join(root, 'bench', name ?? '', 'run.mjs');
if (!name || !existsSync(script)) {
  console.error(`unable to run the benchmark; there is no bench/${name}/run.mjs`);
  process.exit(1);
}
process.argv = [process.execPath, script, ...args];
await import(pathToFileURL(script).href);
