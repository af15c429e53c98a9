// What a browser loads of the widget: the chat and its words under names that change with what is in them, and the launcher, a
// classic script that knows these names.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { inlineCss } from './inline-css.mjs';

const source = path.join(import.meta.dirname, 'src');
const out = path.join(import.meta.dirname, 'dist/browser');

const common = {
  bundle: true,
  minify: true,
  write: false,
  platform: 'browser',
  target: 'es2022',
  conditions: ['@entraide/source'],
  alias: { react: path.join(source, 'react.ts') },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [inlineCss],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
};

async function bundle(entry, options) {
  const { outputFiles } = await build({ ...common, entryPoints: [path.join(source, entry)], ...options });
  return outputFiles[0].contents;
}

/** @returns the file's name from the launcher's own address */
async function writeChunk(name, entry) {
  const contents = await bundle(entry, { format: 'esm' });
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 10);
  const file = `widget/${name}-${hash}.js`;
  writeFileSync(path.join(out, file), contents);
  return file;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(path.join(out, 'widget'), { recursive: true });
const chunks = { chat: 'chat/mount-chat.tsx', en: 'texts/en.ts', fr: 'texts/fr.ts', es: 'texts/es.ts' };
const files = {};
for (const [name, entry] of Object.entries(chunks)) files[name] = await writeChunk(name, entry);
const launcher = await bundle('launcher/main.ts', {
  format: 'iife',
  define: { CHAT_FILES: JSON.stringify(Object.values(files).join(' ')) },
});
writeFileSync(path.join(out, 'widget.js'), launcher);
