import { type Import, importsOf, isTest, packageOf, quietRooms, resolveRelative, type Source } from './sources.js';

/** The entry points of each package, as its `exports` map lists them. */
export type EntryPoints = Record<string, string[]>;

type Access = 'any' | 'types' | 'protocol';

/** Who may import whom at run time: console → react → client → core/protocol, server → core. Types follow the same arrows. */
const arrows: Record<string, Record<string, Access>> = {
  core: {},
  client: { core: 'protocol' },
  react: { client: 'any', core: 'types' },
  widget: { client: 'any', react: 'any' },
  server: { core: 'any' },
  console: { react: 'any', client: 'any', core: 'types' },
};

const replay = 'packages/server/src/replay';

function accessOf(from: string, source: Source, to: string): Access | undefined {
  if (from === 'server' && to === 'client')
    return source.path.startsWith(replay) || isTest(source.path) ? 'any' : undefined;
  const access = arrows[from]?.[to];
  return access && isTest(source.path) ? 'any' : access;
}

function checkArrow(source: Source, { specifier, isTypeOnly, line }: Import): string | undefined {
  const from = packageOf(source.path);
  const to = /^@entraide\/([^/]+)/.exec(specifier)?.[1];
  if (!from || !to) return undefined;
  const at = `${source.path}:${line}`;
  if (from === to) return `${at} imports its own package by name: ${specifier}`;
  const access = accessOf(from, source, to);
  if (!access) return `${at} ${from} may not import ${specifier}`;
  if (isTypeOnly || access === 'any') return undefined;
  if (access === 'protocol' && specifier === '@entraide/core/protocol') return undefined;
  return `${at} ${from} may import no more than ${access === 'types' ? 'types' : 'the protocol and types'} of ${to}, not ${specifier}`;
}

function checkDepth(source: Source, { specifier, line }: Import, entryPoints: EntryPoints): string | undefined {
  const at = `${source.path}:${line}`;
  const [, name, rest] = /^@entraide\/([^/]+)(\/.*)?$/.exec(specifier) ?? [];
  if (name) {
    return entryPoints[name]?.includes(`.${rest ?? ''}`) ? undefined : `${at} ${specifier} is no published entry point`;
  }
  const home = /^(packages|examples)\/[^/]+\//.exec(source.path)?.[0];
  if (!home || !specifier.startsWith('.')) return undefined;
  return resolveRelative(source.path, specifier).startsWith(home)
    ? undefined
    : `${at} leaves its package: ${specifier}`;
}

export function findImportProblems(sources: Source[], entryPoints: EntryPoints): string[] {
  return sources.flatMap((source) =>
    importsOf(source).flatMap((one) => {
      const problems = [checkArrow(source, one), checkDepth(source, one, entryPoints)];
      return problems.filter((problem) => problem !== undefined);
    }),
  );
}

/** Quiet rooms import nothing but each other. */
export function findLoudRooms(sources: Source[]): string[] {
  const rooms = sources.filter((source) => quietRooms.test(source.path) && !isTest(source.path));
  return rooms.flatMap((source) =>
    importsOf(source)
      .filter(
        ({ specifier }) => !specifier.startsWith('.') || !quietRooms.test(resolveRelative(source.path, specifier)),
      )
      .map(({ specifier, line }) => `${source.path}:${line} a quiet room imports ${specifier}`),
  );
}

/** core, client, react, widget and console run in a browser; only core's system.ts, the default clock and ids, may know Node. */
export function findNodeImports(sources: Source[]): string[] {
  const portable = sources.filter(
    ({ path }) =>
      /^packages\/(core|client|react|widget|console)\//.test(path) &&
      !isTest(path) &&
      !path.includes('/testing/') &&
      path !== 'packages/core/src/system.ts',
  );
  return portable.flatMap((source) =>
    importsOf(source)
      .filter(({ specifier }) => specifier.startsWith('node:'))
      .map(({ specifier, line }) => `${source.path}:${line} imports ${specifier}`),
  );
}

/** Types count too: two files that need each other's types are one file, or want a third. */
export function findCycles(sources: Source[]): string[] {
  const known = new Set(sources.map(({ path }) => path));
  const edges = new Map(
    sources.map((source) => {
      const relative = importsOf(source).filter(({ specifier }) => specifier.startsWith('.'));
      return [
        source.path,
        relative.map(({ specifier }) => resolveRelative(source.path, specifier)).filter((to) => known.has(to)),
      ];
    }),
  );
  const cycles: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const walk = (file: string) => {
    if (state.get(file) === 'open') cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    if (state.has(file)) return;
    state.set(file, 'open');
    trail.push(file);
    for (const next of edges.get(file) ?? []) walk(next);
    trail.pop();
    state.set(file, 'done');
  };
  for (const file of known) walk(file);
  return cycles;
}
