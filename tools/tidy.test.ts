import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findAmbientReads, findConsole, findEmptyCatches, findRawSql } from './tidy/code.js';
import { type EntryPoints, findCycles, findImportProblems, findLoudRooms, findNodeImports } from './tidy/imports.js';
import { findBadFileNames, findBarrels, findPrefixes } from './tidy/names.js';
import { findLongFiles, findLongFunctions, medianLines, medianLinesMax } from './tidy/sizes.js';
import { listFiles, loadSources, packageOf, parseSource, root, type Source } from './tidy/sources.js';
import { findMachineTraces, findUntoldPackages } from './tidy/text.js';

const files = listFiles();
const sources = loadSources(files);
const names = readdirSync(path.join(root, 'packages'));
const readManifest = (name: string) =>
  JSON.parse(readFileSync(path.join(root, 'packages', name, 'package.json'), 'utf8'));
const entryPoints: EntryPoints = Object.fromEntries(
  names.map((name) => [name, Object.keys(readManifest(name).exports)]),
);

type Rule = (sources: Source[]) => string[];
const rules: Record<string, Rule> = {
  'imports follow the arrows between packages, by entry points': (all) => findImportProblems(all, entryPoints),
  'no file needs itself, by any way round': findCycles,
  'quiet rooms import nothing but each other': findLoudRooms,
  'quiet rooms read no clock, no chance and no timer': findAmbientReads,
  'what runs in a browser imports nothing of Node': findNodeImports,
  'only the command line writes to the console': findConsole,
  'no file is too long to read': findLongFiles,
  'no function is too long to hold in the head': findLongFunctions,
  'no name wears a prefix': findPrefixes,
  'index.ts is the only barrel, and lists names': findBarrels,
  'files are named after the one thing they hold': (all) => findBadFileNames(all.map((source) => source.path)),
  'no error is swallowed': findEmptyCatches,
  'no SQL is built from parts': findRawSql,
};

describe('the repository is tidy', () => {
  it.each(Object.entries(rules))('%s', (_, rule) => {
    expect(rule(sources)).toEqual([]);
  });

  it(`the median source file has at most ${medianLinesMax} lines`, () => {
    const median = medianLines(sources.filter((source) => packageOf(source.path)));
    console.info(`median source file: ${median} lines`);
    expect(median).toBeLessThanOrEqual(medianLinesMax);
  });

  it('no committed text names a package registry or a folder of one machine', () => {
    const texts = files.filter((file) => !/\.(png|gz|ico|woff2)$/.test(file));
    expect(
      findMachineTraces(texts.map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }))),
    ).toEqual([]);
  });

  it('every package has a changelog or a changeset', () => {
    const folder = path.join(root, '.changeset');
    const changesets = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');
    const told = names.filter((name) => existsSync(path.join(root, 'packages', name, 'CHANGELOG.md')));
    const texts = changesets.map((file) => readFileSync(path.join(folder, file), 'utf8'));
    const named = (list: string[]) => list.map((name) => `@entraide/${name}`);
    expect(findUntoldPackages(named(names), texts, named(told))).toEqual([]);
  });
});

/** One planted violation for each way to break a rule: [rule, file, text]. */
const planted: [keyof typeof rules, string, string][] = [
  [
    'imports follow the arrows between packages, by entry points',
    'packages/client/src/a.ts',
    "import { x } from '@entraide/core';",
  ],
  [
    'imports follow the arrows between packages, by entry points',
    'packages/client/src/a.ts',
    "import { x, type Y } from '@entraide/core/memory';",
  ],
  [
    'imports follow the arrows between packages, by entry points',
    'packages/client/src/a.ts',
    "const x = await import('@entraide/core/memory');",
  ],
  [
    'imports follow the arrows between packages, by entry points',
    'packages/react/src/a.tsx',
    "import { x } from '@entraide/core/protocol';",
  ],
  [
    'imports follow the arrows between packages, by entry points',
    'packages/react/src/a.tsx',
    "import type { X } from '@entraide/server';",
  ],
  [
    'imports follow the arrows between packages, by entry points',
    'packages/core/src/a.ts',
    "import type { X } from '@entraide/client';",
  ],
  [
    'imports follow the arrows between packages, by entry points',
    'packages/core/src/a.ts',
    "import { x } from '@entraide/core/protocol';",
  ],
  [
    'imports follow the arrows between packages, by entry points',
    'packages/server/src/http.ts',
    "import { x } from '@entraide/client';",
  ],
  [
    'imports follow the arrows between packages, by entry points',
    'packages/newcomer/src/a.ts',
    "import { x } from '@entraide/core';",
  ],
  [
    'imports follow the arrows between packages, by entry points',
    'packages/server/src/a.ts',
    "import { x } from '@entraide/core/src/engine.js';",
  ],
  [
    'imports follow the arrows between packages, by entry points',
    'packages/server/src/a.ts',
    "export { x } from '../../core/src/engine.js';",
  ],
  [
    'imports follow the arrows between packages, by entry points',
    'examples/demo/src/a.ts',
    "import { x } from '../../../packages/core/src/index.js';",
  ],
  ['quiet rooms import nothing but each other', 'packages/core/src/coach/slots.ts', "import { z } from 'zod';"],
  [
    'quiet rooms import nothing but each other',
    'packages/core/src/coach/slots.ts',
    "import type { Storage } from '../ports/storage.js';",
  ],
  [
    'quiet rooms read no clock, no chance and no timer',
    'packages/core/src/coach/slots.ts',
    'export const at = () => Date.now();',
  ],
  [
    'quiet rooms read no clock, no chance and no timer',
    'packages/core/src/coach/slots.ts',
    'export const at = () => new Date();',
  ],
  [
    'quiet rooms read no clock, no chance and no timer',
    'packages/core/src/matching/rank.ts',
    'export const r = () => Math.random();',
  ],
  [
    'quiet rooms read no clock, no chance and no timer',
    'packages/core/src/matching/rank.ts',
    'setTimeout(() => {}, 1);',
  ],
  [
    'what runs in a browser imports nothing of Node',
    'packages/core/src/engine/loop.ts',
    "import { randomUUID } from 'node:crypto';",
  ],
  ['what runs in a browser imports nothing of Node', 'packages/client/src/a.ts', "import 'node:timers';"],
  ['only the command line writes to the console', 'packages/server/src/http.ts', "console.log('hello');"],
  ['no file is too long to read', 'packages/core/src/a.ts', '//\n'.repeat(401)],
  ['no file is too long to read', 'packages/core/src/a.test.ts', '//\n'.repeat(501)],
  ['no file is too long to read', 'packages/react/src/use-inbox.ts', '//\n'.repeat(121)],
  ['no function is too long to hold in the head', 'packages/core/src/a.ts', `const f = () => {${'\n'.repeat(70)}};`],
  ['no name wears a prefix', 'packages/core/src/a.ts', 'interface IStorage {}'],
  ['no name wears a prefix', 'packages/core/src/a.ts', 'class DefaultStorage {}'],
  ['index.ts is the only barrel, and lists names', 'packages/core/src/index.ts', "export * from './a.js';"],
  ['index.ts is the only barrel, and lists names', 'packages/core/src/all.ts', "export { a } from './a.js';"],
  ['files are named after the one thing they hold', 'packages/core/src/storagePort.ts', ''],
  ['files are named after the one thing they hold', 'packages/core/src/string-utils.ts', ''],
  ['no error is swallowed', 'packages/core/src/a.ts', 'try { f(); } catch {}'],
  ['no error is swallowed', 'packages/core/src/a.ts', 'try { f(); } catch (error) { /* fine */ }'],
  ['no SQL is built from parts', 'packages/server/src/a.ts', `sql.raw(\`drop table \${name}\`);`],
  ['no SQL is built from parts', 'packages/server/src/a.ts', "sql.raw('drop table ' + name);"],
];

describe('a planted violation is found', () => {
  it.each(planted)('%s: %s %s', (rule, file, text) => {
    expect(rules[rule]?.([parseSource(file, text)])).toHaveLength(1);
  });

  it('a cycle through three files, one of them by type', () => {
    const cycle = [
      parseSource('packages/core/src/a.ts', "import { b } from './b.js';"),
      parseSource('packages/core/src/b.ts', "import type { C } from './deep/c.js';"),
      parseSource('packages/core/src/deep/c.ts', "export { a } from '../a.js';"),
    ];
    expect(findCycles(cycle)).toEqual([
      'packages/core/src/a.ts → packages/core/src/b.ts → packages/core/src/deep/c.ts → packages/core/src/a.ts',
    ]);
  });

  it('traces of one machine, and packages nobody was told about', () => {
    const traces = ['work', 'root', 'home/ada']
      .map((folder) => `see /${folder}/notes`)
      .concat(`//registry.${'npmjs'}.org`);
    expect(findMachineTraces([{ path: 'a.md', text: traces.join('\n') }])).toHaveLength(4);
    expect(findUntoldPackages(['@entraide/a', '@entraide/b'], ["---\n'@entraide/a': minor\n---\n"], [])).toHaveLength(
      1,
    );
  });

  it('what follows the rules is left alone', () => {
    const clean = [
      parseSource(
        'packages/client/src/a.ts',
        "import type { X } from '@entraide/core';\nimport { fold } from '@entraide/core/protocol';",
      ),
      parseSource('packages/server/src/replay/player.ts', "import { createClient } from '@entraide/client';"),
      parseSource(
        'packages/core/src/coach/slots.ts',
        "import type { Claim } from '../conversation/claim.js';\nexport const f = (x: Claim): Date => ({ Date: x.process });",
      ),
      parseSource('packages/server/src/cli/serve.ts', "console.error('listening');"),
      parseSource('packages/server/src/a.ts', "sql.raw('select 1');\ntry { f(); } catch { return undefined; }"),
    ];
    for (const [name, rule] of Object.entries(rules)) expect(rule(clean), name).toEqual([]);
  });
});
