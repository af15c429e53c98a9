import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstLine } from '../testing/server-process.js';
import { talk } from '../testing/talk.js';
import { secret } from '../testing/token-forge.js';
import { join } from '../testing/wire-client.js';

const bin = path.resolve(import.meta.dirname, '../../bin/entraide.mjs');
const commands = ['serve', 'migrate', 'token', 'replay', 'doctor'];

let folder: string;
let running: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'entraide-cli-'));
  running = [];
});
afterEach(async () => {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true });
});

const surroundings = (env: Record<string, string> = {}) => ({
  cwd: folder,
  env: { PATH: process.env['PATH'] ?? '', ...env },
});
const run = (args: string[], env?: Record<string, string>) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    ...surroundings(env),
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, stdout, stderr };
};
const settings = (text: string) => writeFileSync(path.join(folder, 'entraide.config.ts'), text);

async function serve(args: string[], env?: Record<string, string>) {
  const child = spawn(process.execPath, [bin, 'serve', '--port', '0', ...args], surroundings(env));
  running.push(child);
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const line = await firstLine(child);
  return { child, line, url: line.replace('Entraide listens on ', ''), log: () => log };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals) {
  const exited = once(child, 'exit');
  child.kill(signal);
  return (await exited)[0];
}

describe('entraide', () => {
  it('explains itself, and each of its commands by examples', () => {
    expect(run(['--help'])).toMatchObject({ status: 0 });
    for (const command of commands) {
      const { status, stdout } = run([command, '--help']);
      expect(status).toBe(0);
      expect(stdout).toContain('Examples:\n');
    }
  });

  it('ends with status 1 for what it does not know', () => {
    for (const args of [['dance'], ['serve', '--dance'], ['serve', '--port', 'x'], ['token']]) {
      expect(run(args)).toMatchObject({ status: 1, stdout: '' });
    }
  });
});

describe('entraide serve', () => {
  it('serves the demo from nothing, keeps its secret to its owner, and drains on a signal', async () => {
    const { child, line, url, log } = await serve(['--demo']);
    expect(line).toMatch(/^Entraide listens on http:\/\/127\.0\.0\.1:\d+$/);
    expect(statSync(path.join(folder, '.entraide/secret')).mode & 0o777).toBe(0o600);
    const { status, stdout } = run(['token', '--community', 'demo', '--kind', 'coach', '--id', 'camille']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const coach = await join(url, { community: 'demo', token: stdout.trim() });
    expect(coach.opened).toMatchObject({ actor: { kind: 'coach' }, durability: 'durable' });
    await coach.call('view.open', { view: 'inbox' });
    await expect
      .poll(async () => (await fetch(`${url}/v1/communities/demo/availability`)).json())
      .toMatchObject({
        open: true,
      });
    expect(await stop(child, 'SIGTERM')).toBe(0);
    expect((await coach.closed).code).toBe(4000);
    expect(log()).not.toContain(stdout.trim());
    expect(log()).not.toContain(readFileSync(path.join(folder, '.entraide/secret'), 'utf8').trim());
  });

  it('warns of a demo that other machines may reach, and of no other', async () => {
    const exposed = await serve(['--demo', '--host', '0.0.0.0']);
    await expect.poll(exposed.log).toContain('"event":"demo.exposed"');
    const own = await serve(['--demo', '--host', 'localhost', '--data', 'own']);
    await expect.poll(own.log).toContain('"event":"server.listening"');
    expect(own.log()).not.toContain('demo.exposed');
  });

  it('keeps what was said over a restart', async () => {
    const first = await serve(['--demo']);
    const visitor = await join(first.url, { community: 'demo' });
    const conversationId = '0b5b8f0e-58a4-4d6f-9d2e-9d35f3f3b111';
    await visitor.command('conversation.ask', { conversationId, text: 'Until tomorrow', later: true });
    expect(await stop(first.child, 'SIGINT')).toBe(0);
    const second = await serve(['--demo']);
    const again = await join(second.url, { community: 'demo', token: visitor.opened.token });
    const { snapshot } = await again.call('feed.open', { feed: `conversation/${conversationId}` });
    expect(snapshot.events[0].data.text).toBe('Until tomorrow');
  });

  it('serves the communities of a settings file, with the secret of the environment', async () => {
    settings(`
      const lease: number = 90_000;
      const tokens = { issuer: 'https://shop.example', audience: 'entraide', algorithms: ['HS256'] };
      export default { communities: [{ id: 'shop', leaseMs: lease, provisioning: 'token', tokens }] };
    `);
    const { url } = await serve([], { ENTRAIDE_SECRET: secret });
    expect(await talk(url)).toEqual(['Does it fit?', 'It does.', 'Thank you!']);
  });

  it('lets flags win over the environment, and the environment over the file', async () => {
    settings("export default { communities: [{ id: 'shop' }], server: { data: './from-file', port: 1 } };");
    const byFlag = await serve(['--data', 'from-flag'], { ENTRAIDE_DATA: 'from-env', PORT: '2' });
    expect(byFlag.log()).toContain('from-flag/entraide.db');
    const byEnv = await serve([], { ENTRAIDE_DATA: 'from-env' });
    expect(byEnv.log()).toContain('from-env/entraide.db');
    const byFile = await serve([]);
    expect(byFile.log()).toContain('from-file/entraide.db');
  });

  it('refuses a second process on the same data, and names the first', async () => {
    const { child } = await serve(['--demo']);
    const second = run(['serve', '--demo', '--port', '0']);
    expect(second).toMatchObject({ status: 1, stdout: '' });
    expect(second.stderr).toContain(`process ${child.pid} has it open`);
  });

  it('says that a port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { status, stderr } = run(['serve', '--demo', '--port', String(port)]);
    other.close();
    expect(status).toBe(1);
    expect(stderr).toContain(`unable to listen on 127.0.0.1:${port}; something else does`);
  });

  const refused: [string, string[], Record<string, string>, RegExp][] = [
    ['nothing to serve', [], {}, /unable to serve; there is no community/],
    ['a settings file that is not there', ['--config', 'nowhere.ts'], {}, /there is no file .*nowhere\.ts/],
    [
      'a bus',
      ['--demo'],
      { BUS_URL: 'redis://localhost' },
      /unable to use a bus; a SQLite file has one server alone\n.*DATABASE_URL/,
    ],
    [
      'a bus that is none',
      ['--demo'],
      { BUS_URL: 'http://user:secret@localhost' },
      /unable to use BUS_URL; it must be a redis:/,
    ],
    [
      'a secret that can be guessed',
      ['--demo'],
      { ENTRAIDE_SECRET: 'secret' },
      /unable to use ENTRAIDE_SECRET; .*16 bytes/,
    ],
    ['a port that is none', ['--demo'], { PORT: 'http' }, /unable to use PORT=http/],
    ['a log level that is none', ['--demo'], { ENTRAIDE_LOG: 'loud' }, /unable to use ENTRAIDE_LOG=loud/],
    ['a folder that is not there', ['--demo', '--static', 'nowhere'], {}, /unable to serve .*nowhere; /],
  ];
  it.each(refused)('refuses %s in a line, without a stack', (_, args, env, message) => {
    const { status, stdout, stderr } = run(['serve', ...(env['PORT'] ? [] : ['--port', '0']), ...args], env);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('refuses a bad settings file, and names the file and the field', () => {
    settings("export default [{ id: 'shop', leaseMs: '60s' }];");
    const { status, stderr } = run(['serve']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/unable to read the settings in .*entraide\.config\.ts; communities\.0\.leaseMs: /);
  });

  it('logs what nobody caught without its words, and ends', () => {
    const preload = path.join(folder, 'break.cjs');
    writeFileSync(preload, `process.once('SIGUSR2', () => Promise.reject(new Error('they wrote "canary"')));`);
    const child = spawn(
      process.execPath,
      ['--require', preload, bin, 'serve', '--demo', '--port', '0'],
      surroundings(),
    );
    running.push(child);
    let log = '';
    child.stderr.on('data', (chunk) => {
      log += chunk;
    });
    child.stdout.once('data', () => child.kill('SIGUSR2'));
    return once(child, 'exit').then(([code]) => {
      expect(code).toBe(1);
      expect(log).toContain('"event":"process.failed"');
      expect(log).not.toContain('canary');
    });
  });

  it('prints a stack to whoever asks for one', () => {
    expect(run(['serve', '--verbose']).stderr).toMatch(/\n\s+at /);
  });
});

describe('entraide migrate', () => {
  it('makes the database, any number of times', () => {
    for (let n = 0; n < 2; n += 1) expect(run(['migrate', '--data', 'd'])).toMatchObject({ status: 0, stdout: '' });
    expect(statSync(path.join(folder, 'd/entraide.db')).size).toBeGreaterThan(0);
  });

  it('begins a new epoch after a restore, and not under a running server', async () => {
    expect(run(['migrate', '--restored'])).toMatchObject({ status: 0, stderr: expect.stringMatching(/new epoch\n$/) });
    const { child } = await serve(['--demo']);
    const { status, stderr } = run(['migrate', '--restored']);
    expect(status).toBe(1);
    expect(stderr).toContain(`process ${child.pid} has it open`);
  });

  it('says what it cannot reach, without the password', () => {
    const { status, stderr } = run(['migrate'], { DATABASE_URL: 'postgres://ada:hidden@127.0.0.1:1/nowhere' });
    expect(status).toBe(1);
    expect(stderr).toContain('unable to migrate PostgreSQL at 127.0.0.1:1/nowhere; ');
    expect(stderr).not.toContain('hidden');
  });
});

describe('entraide token', () => {
  const token = (...args: string[]) =>
    run(['token', '--kind', 'coach', '--id', 'x', ...args], { ENTRAIDE_SECRET: secret });

  it('is for communities that exist', () => {
    settings("export default [{ id: 'shop' }];");
    expect(token('--community', 'shop')).toMatchObject({ status: 0 });
    expect(token('--community', 'other').stderr).toContain('no community is named other');
  });

  it('lasts no longer than the server would believe', () => {
    expect(token('--community', 'demo', '--expires', '15m')).toMatchObject({ status: 0 });
    expect(token('--community', 'demo', '--expires', '30d')).toMatchObject({ status: 1, stdout: '' });
    expect(token('--community', 'demo', '--expires', 'soon')).toMatchObject({ status: 1, stdout: '' });
  });

  it('needs a secret', () => {
    const { status, stderr } = run(['token', '--community', 'demo', '--kind', 'coach', '--id', 'x']);
    expect(status).toBe(1);
    expect(stderr).toContain('there is no secret');
  });

  it('is made, and the database too, where a bus is named that only a server would refuse', () => {
    const env = { BUS_URL: 'redis://localhost', ENTRAIDE_SECRET: secret };
    expect(run(['token', '--community', 'demo', '--kind', 'coach', '--id', 'x'], env)).toMatchObject({ status: 0 });
    expect(run(['migrate'], env)).toMatchObject({ status: 0 });
    const { status, stdout } = run(['doctor', '--demo', '--port', '0'], env);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^fail +bus +Redis at localhost, and a SQLite file has one server alone\n +.*DATABASE_URL/m);
  });

  it('names only people whose names can be printed', () => {
    expect(token('--community', 'demo', '--name', 'a\u0007b').stderr).toContain('--name must be printable');
  });
});

describe('entraide doctor', () => {
  it('finds a healthy demo healthy, running or not', async () => {
    const { url } = await serve(['--demo']);
    const { status, stdout } = run(['doctor', '--demo', '--port', new URL(url).port]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ok +database +in use: .*; process \d+ has it open$/m);
    expect(stdout).toMatch(/^ok +port +.*an Entraide server listens there$/m);
  });

  it('fails, and says what to do', () => {
    settings("export default [{ id: 'shop' }];");
    const { status, stdout, stderr } = run(['doctor'], { DATABASE_URL: 'postgres://127.0.0.1:1/nowhere' });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^fail +secret +.*\n +No coach can sign in to shop: set ENTRAIDE_SECRET\.$/m);
    expect(stdout).toMatch(/^fail +database +PostgreSQL at 127\.0\.0\.1:1\/nowhere: /m);
    expect(stderr).toContain('secret, database failed');
  });
});
