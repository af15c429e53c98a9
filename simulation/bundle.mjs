import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const outfileOf = (name) => path.join(root, `.cache/simulation/${name}.mjs`);

/** Our own packages come from their sources, whatever else is imported stays where it is. */
const externals = {
  name: 'externals',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'entry-point' || name.startsWith('@entraide/') ? undefined : { external: true },
    );
  },
};

/** Bundles the simulator from its sources, so that it needs no build first. Resolves the file to import. */
export async function bundleSimulator({ name = 'simulator', entry = 'memory-world.ts', plugins = [] } = {}) {
  const outfile = outfileOf(name);
  await mkdir(path.dirname(outfile), { recursive: true });
  await build({
    entryPoints: [path.join(root, 'simulation', entry)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    conditions: ['@entraide/source'],
    sourcemap: 'inline',
    logLevel: 'silent',
    plugins: [...plugins, externals],
  });
  return outfile;
}

/** Changes one source file on its way into a bundle; fails where the text that it changes isn't there, just once. */
export function patchSource({ file, edits }) {
  const target = path.join(root, file);
  return {
    name: 'patch',
    setup({ onLoad, onEnd }) {
      let isLoaded = false;
      onLoad({ filter: /\.ts$/ }, async ({ path: loaded }) => {
        if (loaded !== target) return undefined;
        isLoaded = true;
        let contents = await readFile(loaded, 'utf8');
        for (const [from, to] of edits) {
          const count = contents.split(from).length - 1;
          if (count !== 1) return { errors: [{ text: `${file} has ${count} times: ${from}` }] };
          contents = contents.replace(from, () => to);
        }
        return { contents, loader: 'ts' };
      });
      onEnd(() => (isLoaded ? undefined : { errors: [{ text: `${file} isn’t part of the simulator` }] }));
    },
  };
}
