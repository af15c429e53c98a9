import { createRequire } from 'node:module';
import path from 'node:path';
import { createClient, createMemoryStorage } from '@entraide/client';
import { createCommunity } from '@entraide/core';
import { waitFor, within } from '@testing-library/dom';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import type { showTwoPeople } from './testing/two-people.js';

const root = path.resolve(import.meta.dirname, '../../..');
const require = createRequire(import.meta.url);
const reactOf = (folder: string) => ({
  react: path.join(root, folder, 'node_modules/react'),
  'react-dom': path.join(root, folder, 'node_modules/react-dom'),
});
const preact = { react: 'preact/compat', 'react-dom': 'preact/compat', 'react/jsx-runtime': 'preact/jsx-runtime' };

/** The page of two people, made for one React; and what that one calls itself. */
async function load(alias: Record<string, string>): Promise<{ show: typeof showTwoPeople; version: string }> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { showTwoPeople as show } from './testing/two-people.js'; export { version } from 'react';",
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    jsx: 'automatic',
    conditions: ['@entraide/source', 'browser'],
    define: { 'process.env.NODE_ENV': '"production"' },
    alias,
  });
  const module = { exports: {} };
  new Function('require', 'module', 'exports', outputFiles[0]?.text ?? '')(require, module, module.exports);
  return module.exports as { show: typeof showTwoPeople; version: string };
}

it.each([
  ['React 19', reactOf('.'), /^19\./],
  ['React 18', reactOf('test/react-18'), /^18\./],
  ['Preact', preact, /compat|^1\d\./],
])('the hooks carry a question to a coach and back on %s', async (_, alias, expected) => {
  const { show, version } = await load(alias);
  expect(version).toMatch(expected);
  const place = document.body.appendChild(document.createElement('div'));
  const community = createCommunity({ id: 'shop', availability: { opensAfterMs: 0 } });
  const join = (token?: string) =>
    createClient({
      community: 'shop',
      transport: community.transport(),
      storage: createMemoryStorage(),
      ...(token !== undefined && { token }),
    });
  const people = { visitor: join(), coach: join(community.memberToken('coach', { name: 'Ben' })) };
  const leave = show(place, people);
  const side = async (id: string) => {
    await waitFor(() => expect(place.querySelector(`#${id}`)).not.toBeNull());
    return within(place.querySelector(`#${id}`) as HTMLElement);
  };
  const [visitor, coach] = [await side('visitor'), await side('coach')];
  await coach.findByText('Ben');
  coach.getByRole('button', { name: 'greet' }).click();
  await coach.findByText('Good morning');
  await waitFor(() => expect(visitor.getByRole('button', { name: 'ask' })).toHaveProperty('disabled', false));
  visitor.getByRole('button', { name: 'ask' }).click();
  (await coach.findByRole('button', { name: 'claim' })).click();
  (await coach.findByRole('button', { name: 'answer' })).click();
  await visitor.findByText('Half a size up.');
  leave();
  place.remove();
  await Promise.all([people.visitor.close(), people.coach.close()]);
  await community.close();
});
