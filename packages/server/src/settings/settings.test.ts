import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findSettingsFile, loadSettings } from './load-settings.js';
import { parseSettings } from './parse-settings.js';

const folder = mkdtempSync(path.join(tmpdir(), 'entraide-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};

describe('a settings file', () => {
  it('may be TypeScript, and one community', async () => {
    const file = write(
      'one.config.ts',
      "const id: string = 'shop';\nexport default { id, leaseMs: 90_000 as number };\n",
    );
    const { communities } = await loadSettings(file);
    expect(communities.map(({ settings }) => [settings.id, settings.leaseMs, settings.capacityMax])).toEqual([
      ['shop', 90_000, 4],
    ]);
  });

  it('may be a list, or communities beside a server', async () => {
    const list = await loadSettings(write('list.config.mjs', "export default [{ id: 'a' }, { id: 'b' }];"));
    expect(list.communities).toHaveLength(2);
    const both =
      "export default { communities: [{ id: 'a', origins: ['https://a.example'] }], server: { port: 9000 } };";
    const settings = await loadSettings(write('both.config.js', both));
    expect(settings.server.port).toBe(9000);
    expect(settings.communities[0]?.origins).toEqual(['https://a.example']);
  });

  it('may say where notifications go, and leave secrets to the environment', async () => {
    const email = "{ from: 'Shop <help@shop.example>', support: 'help@shop.example', link: 'https://desk.example/' }";
    const text = `export default { id: 'a', notify: { webhook: { url: 'http://127.0.0.1:9/' }, email: ${email} } };`;
    const { communities } = await loadSettings(write('notify.config.ts', text));
    expect(communities[0]?.notify).toMatchObject({
      webhook: { url: 'http://127.0.0.1:9/' },
      email: { support: 'help@shop.example' },
    });
  });

  it('is found by its name', () => {
    expect(findSettingsFile(folder)).toBeNull();
    const file = write('entraide.config.mjs', "export default { id: 'a' };");
    expect(findSettingsFile(folder)).toBe(file);
  });

  const broken: [string, string, RegExp][] = [
    ['does not parse', 'export default {', /unable to read the settings in .*broken\.config\.ts; /],
    ['throws', "throw new Error('no such shop');", /; no such shop$/],
    ['exports nothing', 'export const id = 1;', /no default export/],
    ['has a wrong value', "export default [{ id: 'a' }, { id: 'b', leaseMs: 'x' }];", /communities\.1\.leaseMs: /],
    [
      'has a wrong value deep down',
      "export default { id: 'a', availability: { coachesMin: 0 } };",
      /communities\.0\.availability\.coachesMin: /,
    ],
    ['has a misspelled field', "export default { id: 'a', leasMs: 5 };", /communities\.0: .*leasMs/],
    ['names no community', 'export default { leaseMs: 5000 };', /communities\.0\.id: /],
    ['names one twice', "export default [{ id: 'a' }, { id: 'a' }];", /communities\.1\.id: a stands twice/],
    [
      'has an origin with a path',
      "export default { id: 'a', origins: ['https://a.example/'] };",
      /communities\.0\.origins\.0: must be an origin/,
    ],
    [
      'has wrong tokens',
      "export default { id: 'a', tokens: { issuer: 'i', audience: 'e', algorithms: ['ES256'] } };",
      /communities\.0\.tokens\.jwksUrl: /,
    ],
    [
      'sends webhooks in the clear',
      "export default { id: 'a', notify: { webhook: { url: 'http://hooks.example/' } } };",
      /communities\.0\.notify\.webhook\.url: must be an https URL/,
    ],
    [
      'has a password in a webhook',
      "export default { id: 'a', notify: { webhook: { url: 'https://a:b@hooks.example/' } } };",
      /communities\.0\.notify\.webhook\.url: must be an https URL without a user or a password/,
    ],
    [
      'has a weak webhook secret',
      "export default { id: 'a', notify: { webhook: { url: 'https://a.example/', secret: 'whsec_c2hvcnQ=' } } };",
      /communities\.0\.notify\.webhook\.secret: must be whsec_ and 24 to 64 bytes/,
    ],
    [
      'has a mail server that is none',
      "export default { communities: [], server: { notify: { email: { smtp: 'mail.example', from: 'a@b.example' } } } };",
      /server\.notify\.email\.smtp: must be an smtp:\/\/ or smtps:\/\/ URL/,
    ],
    [
      'has a sender that would add a header',
      "export default { id: 'a', notify: { email: { from: 'a\\r\\nBcc: c@d.example <a@b.example>' } } };",
      /communities\.0\.notify\.email\.from: must be an e-mail address/,
    ],
    [
      'has a misspelled way to notify',
      "export default { id: 'a', notify: { webhok: {} } };",
      /communities\.0\.notify: .*webhok/,
    ],
    ['has a wrong port', 'export default { communities: [], server: { port: 99999 } };', /server\.port: /],
    ['has a misspelled server field', 'export default { communities: [], server: { prot: 1 } };', /server: .*prot/],
    ['has a misspelled part', 'export default { communities: [], sever: {} };', /sever/],
    ['is a text', "export default 'demo';", /communities|expected object/],
  ];
  it.each(broken)('that %s is named, with the field', async (_, text, message) => {
    const file = write('broken.config.ts', text);
    const error = await loadSettings(file).catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).toContain(file);
  });

  it('that is missing is named', async () => {
    const file = path.join(folder, 'nowhere.config.ts');
    await expect(loadSettings(file)).rejects.toThrow(`there is no file ${file}`);
  });
});

it('tells of every wrong field at once', () => {
  const settings = [
    { id: 'A', leaseMs: -1 },
    { id: 'b', origins: 'x', capacityMax: 9 },
  ];
  const fields = ['communities.0.id', 'communities.0.leaseMs', 'communities.1.origins', 'communities.1.capacityMax'];
  try {
    parseSettings(settings, 'a test');
    expect.unreachable();
  } catch (error) {
    for (const field of fields) expect((error as Error).message).toContain(`${field}: `);
  }
});

it('tells of a field by its name, whatever the name is made of', () => {
  const settings = { id: 'a', 'b; c: unable to d; e': 1 };
  const problem = 'communities.0: Unrecognized key: "b; c: unable to d; e"';
  expect(() => parseSettings(settings, 'a test')).toThrow(`unable to read the settings in a test; ${problem}`);
});
