import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

/** What stands between `#region name` and its end. */
function region(file: string, name: string): string {
  const [, body] = read(file).split(`#region ${name}\n`);
  return (body ?? '').split(/\n[^\n]*#endregion/)[0] ?? '';
}

it('the README shows the example that is tested, word for word', () => {
  const example = region('examples/in-memory/src/main.ts', 'example');
  expect(example).toContain('createCommunity');
  expect(read('README.md')).toContain(`\`\`\`ts\n${example}\n\`\`\``);
});

it('every page that the README and the architecture lead to is there', () => {
  for (const file of ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']) {
    const links = [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, link]) => link as string);
    for (const link of links) expect(() => read(link), `${file} → ${link}`).not.toThrow();
  }
});

it('the files that the walk follows are there', () => {
  const files = [...read('docs/walk.md').matchAll(/`(packages\/[\w/.-]+)`/g)].map(([, file]) => file as string);
  expect(files.length).toBeGreaterThan(8);
  for (const file of files) expect(() => read(file), file).not.toThrow();
});

it('the architecture is no longer than a sitting', () => {
  expect(read('ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(151);
});
