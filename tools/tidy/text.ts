// Written in pieces, so that this file does not break its own rule.
const hosts = ['registry\\.npmjs', 'registry\\.yarnpkg', 'npm\\.pkg\\.github', 'registry\\.npmmirror'].map(
  (host) => `${host}\\b`,
);
const folders = ['work', 'root', 'home/[a-z]\\w*', 'Users/[A-Za-z]\\w*'].map((folder) => `(?<![\\w.~*-])/${folder}/`);
const traces = new RegExp([...hosts, ...folders].join('|'));

/** What only makes sense on one machine does not belong into a repository. */
export function findMachineTraces(files: { path: string; text: string }[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = traces.exec(line);
      return found ? [`${path}:${index + 1} names ${found[0]}`] : [];
    }),
  );
}

/** Each package is told about: in its changelog once released, in a changeset before. */
export function findUntoldPackages(names: string[], changesets: string[], changelogs: string[]): string[] {
  const told = new Set([
    ...changelogs,
    ...changesets.flatMap((text) =>
      [...text.matchAll(/^['"]?(@[\w/-]+)['"]?: *(major|minor|patch)$/gm)].map(([, name]) => name),
    ),
  ]);
  return names.filter((name) => !told.has(name)).map((name) => `${name} has neither a changelog nor a changeset`);
}
