// The client in a browser: at most 15 kB gzipped, and no zod in it. Needs no build.
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

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
