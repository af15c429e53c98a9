// Puts tested code into the pages: after a line `<!-- file#region -->` stands a fence with that region of that file.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
export const pages = [
  'README.md',
  'docs/guides/adapters.md',
  'docs/guides/embedding.md',
  'docs/guides/matching.md',
  'docs/guides/notifications.md',
  'docs/guides/react.md',
  'docs/guides/own-ui.md',
  'docs/guides/recognition.md',
  'docs/guides/topics.md',
  'docs/guides/widget.md',
];

/** What stands between `#region name` and its end, without the indentation that all its lines share. */
function readRegion(file, name) {
  const [, rest] = readFileSync(path.join(root, file), 'utf8').split(new RegExp(`#region ${name}(?: -->)?\n`));
  if (rest === undefined) throw new Error(`unable to include ${file}#${name}; the file has no such region`);
  const lines = rest.split(/\n[^\n]*#endregion/)[0].split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}

const marked = /<!-- ([^#\s]+)#(\S+) -->\n+```(?:tsx?|js|html)\n[\s\S]*?\n```/g;
const fenceOf = (file) => path.extname(file).slice(1);

/** The page with every included region as it is now. */
export const includeCode = (page) =>
  page.replace(
    marked,
    (_, file, name) => `<!-- ${file}#${name} -->\n\n\`\`\`${fenceOf(file)}\n${readRegion(file, name)}\n\`\`\``,
  );

export const readPage = (page) => readFileSync(path.join(root, page), 'utf8');

if (process.argv[1] === import.meta.filename)
  for (const page of pages) writeFileSync(path.join(root, page), includeCode(readPage(page)));
