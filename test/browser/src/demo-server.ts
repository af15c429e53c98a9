import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface DemoOptions {
  /** Of the demo's community, over what a test needs: coaches from a token, a window that opens at once. */
  settings?: Readonly<Record<string, unknown>>;
  /** A folder of pages, from the repository's root. */
  static?: string;
}

/** The built server as `npm start` runs it, in a process of its own, at a free port. */
export interface DemoServer {
  /** `http://127.0.0.1:…`; a restart keeps it. */
  readonly address: string;
  /** Ends it; what it stored stays. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  restart(): Promise<void>;
  /** Ends it, and removes what was stored. */
  close(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../../..');
const configName = 'entraide.config.mjs';

/** Needs a build (`npm run build`). */
export async function serveDemo(options: DemoOptions = {}): Promise<DemoServer> {
  const data = mkdtempSync(path.join(tmpdir(), 'entraide-demo-'));
  if (options.settings) {
    const availability = { opensAfterMs: 0, ...(options.settings['availability'] as object | undefined) };
    const community = { id: 'demo', provisioning: 'token', ...options.settings, availability };
    writeFileSync(path.join(data, configName), `export default ${JSON.stringify(community)};\n`);
  }
  let { server, address } = await start({ data, port: '0', folder: options.static });
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  };
  return {
    get address() {
      return address;
    },
    stop,
    async restart() {
      ({ server, address } = await start({ data, port: new URL(address).port, folder: options.static }));
    },
    async close() {
      if (server.exitCode === null && server.signalCode === null) await stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

interface Start {
  data: string;
  port: string;
  folder: string | undefined;
}

function start({ data, port, folder }: Start): Promise<{ server: ChildProcess; address: string }> {
  const args = ['serve', '--demo', '--port', port, '--data', data];
  if (folder !== undefined) args.push('--static', folder);
  const config = path.join(data, configName);
  if (existsSync(config)) args.push('--config', config);
  const server = spawn(process.execPath, ['packages/server/bin/entraide.mjs', ...args], { cwd: root });
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const [, address] = /listens on (http:\S+)/.exec(output) ?? [];
      if (address) resolve({ server, address });
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.on('exit', () => reject(new Error(`unable to start the server; ${output}`)));
  });
}
