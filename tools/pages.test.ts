import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
// biome-ignore lint/correctness/useImportExtensions: Node runs it as it is, with no build between.
import { includeCode, pages, readPage } from '../scripts/include-code.mjs';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

it.each(pages)('%s shows tested code, word for word (npm run docs:code)', (page) => {
  const text = readPage(page);
  const fences = text.match(/```(?:tsx?|html)\n|-->\n\n```js\n/g);
  expect(fences).not.toBeNull();
  expect(fences?.length).toBe(text.match(/<!-- \S+#\S+ -->/g)?.length);
  expect(text).toBe(includeCode(text));
});

it.each([...pages, 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/guides/running.md'])(
  'every link of %s leads somewhere',
  (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, link]) => link as string);
    for (const link of links) expect(existsSync(path.join(root, path.dirname(page), link)), link).toBe(true);
  },
);

it('the files that the walk follows are there', () => {
  const files = [...read('docs/walk.md').matchAll(/`(packages\/[\w/.-]+)`/g)].map(([, file]) => file as string);
  expect(files.length).toBeGreaterThan(8);
  for (const file of files) expect(existsSync(path.join(root, file)), file).toBe(true);
});

it('the architecture is no longer than a sitting', () => {
  expect(read('ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(151);
});
