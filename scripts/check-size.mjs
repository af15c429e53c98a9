// What a browser loads, gzipped: the client, at most 15 kB and no zod in it; the console's first load. Needs no build.
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { consoleBuild } from '../packages/console/build.mjs';

// A coach's own stream is folded here as on the server, with points and recognition: two of these kilobytes.
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
