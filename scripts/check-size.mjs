// What browsers load, gzipped: the client alone, with no zod in it, and the console's first load, from their sources; the widget from its build, beside what
// peers' windows weigh (docs/guides/widget.md says where these figures come from).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { consoleBuild } from '../packages/console/build.mjs';

// A coach's own stream is folded here as on the server, with points and recognition (`meOf`): two of these kilobytes.
const gzipBytesMax = 15_000;
const { outputFiles, metafile } = await build({
  entryPoints: [path.resolve(import.meta.dirname, '../packages/client/src/index.ts')],
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  minify: true,
  write: false,
  metafile: true,
  conditions: ['@entraide/source'],
});
const gzipBytes = gzipSync(outputFiles[0].contents, { level: 9 }).length;
const zod = Object.keys(metafile.inputs).filter((file) => /node_modules\/zod\//.test(file));
console.log(`@entraide/client: ${gzipBytes} bytes gzipped of at most ${gzipBytesMax}`);
if (zod.length > 0) console.error(`zod is in the browser bundle: ${zod[0]}`);
if (zod.length > 0 || gzipBytes > gzipBytesMax) process.exitCode = 1;

const consoleBytesMax = 150_000;
const desk = await build({ ...consoleBuild, write: false, sourcemap: false, metafile: true });
const outputOf = new Map(Object.entries(desk.metafile.outputs));
const bytesOf = new Map(
  desk.outputFiles.map(({ path: file, contents }) => [path.relative(consoleBuild.absWorkingDir, file), contents]),
);
const first = new Set();
const load = (file) => {
  if (first.has(file)) return;
  first.add(file);
  for (const { path: next, kind } of outputOf.get(file)?.imports ?? []) if (kind === 'import-statement') load(next);
};
for (const [file, { entryPoint }] of outputOf) if (consoleBuild.entryPoints.includes(entryPoint)) load(file);
let consoleBytes = 0;
for (const file of first) consoleBytes += gzipSync(bytesOf.get(file), { level: 9 }).length;
console.log(`@entraide/console: ${consoleBytes} bytes gzipped of at most ${consoleBytesMax} at its first load`);
if (consoleBytes > consoleBytesMax) process.exitCode = 1;

const folder = path.resolve(import.meta.dirname, '../packages/widget/dist/browser');
// Kibibytes.
const launcherBytesMax = 6 * 1_024;
const widgetBytesMax = 35 * 1_024;
const peersKb = {
  'Chatwoot, opened': 170,
  'Intercom, opened': 210,
  'Live Helper Chat, opened': 215,
  'Crisp, opened': 232,
};

function checkWidget() {
  const bytes = (file) => gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length;
  const launcher = bytes('widget.js');
  const chunks = readdirSync(path.join(folder, 'widget')).map((file) => [file.split('-')[0], bytes(`widget/${file}`)]);
  const chat = chunks.find(([name]) => name === 'chat')[1];
  // A visitor loads the words of one language: the longest counts.
  const words = Math.max(...chunks.filter(([name]) => name !== 'chat').map(([, size]) => size));
  const whole = launcher + chat + words;
  const rows = [
    [`widget, before anybody wants to write: at most ${launcherBytesMax}`, launcher],
    [`widget, opened, with its client and words: at most ${widgetBytesMax}`, whole],
    ...Object.entries(peersKb).map(([name, kb]) => [name, `about ${kb}000`]),
  ];
  for (const [label, value] of rows) console.log(`${label.padEnd(64)} ${String(value).padStart(12)}`);
  return launcher <= launcherBytesMax && whole <= widgetBytesMax;
}

if (!existsSync(folder)) console.error('unable to weigh the widget; it is not built (npm run build)');
if (!existsSync(folder) || !checkWidget()) process.exitCode = 1;
