import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';

const configName = 'entraide.config.mjs';
const root = path.resolve(import.meta.dirname, '../../../..');

/** One browser window on the page, of a person of its own. */
export interface Seat {
  page: Page;
  visitor: Locator;
  desk: Locator;
  /** What the browser complained of. */
  problems: string[];
  /** Asks as the visitor. */
  ask(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface SeatOptions extends BrowserContextOptions {
  /** One side of the page alone. @defaultValue both */
  side?: 'visitor' | 'coach';
  /** The coach's pseudonym. @defaultValue the page's own */
  coach?: string;
}

/** The built server with the built page, as `npm start` runs it, and a browser to see it in. */
export interface ServedPage {
  open(options?: SeatOptions): Promise<Seat>;
  /** Ends the server; what it stored stays. */
  stop(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again, at the same address. */
  restart(): Promise<void>;
  /** Ends everything, and removes what was stored. */
  close(): Promise<void>;
}

/** Of the demo's community. @defaultValue as `npm start` has it */
interface ServedSettings {
  availability?: Readonly<Record<string, number>>;
  /** How long people wait for each other. */
  patience?: Readonly<Record<string, number>>;
}

/** @param executablePath Chromium */
export async function servePage(executablePath: string, settings?: ServedSettings): Promise<ServedPage> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const data = mkdtempSync(path.join(tmpdir(), 'entraide-side-by-side-'));
  if (settings) {
    const availability = { opensAfterMs: 0, ...settings.availability };
    const community = { id: 'demo', provisioning: 'token', ...settings, availability };
    writeFileSync(path.join(data, configName), `export default ${JSON.stringify(community)};\n`);
  }
  let { server, address } = await startServer(data, '0');
  const stop = async (signal: NodeJS.Signals) => {
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  };
  return {
    async open({ side, coach, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1_360, height: 820 }, ...options });
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      page.on('pageerror', (error) => problems.push(error.message));
      const query = new URLSearchParams({ ...(side && { side }), ...(coach && { coach }) });
      await page.goto(`${address}/?${query}`);
      const visitor = page.locator('.chat');
      if (side !== 'coach') await page.getByText('Coaches are online').waitFor();
      const ask = async (text: string) => {
        await visitor.getByLabel('Your question').fill(text);
        await visitor.getByRole('button', { name: 'Ask', exact: true }).click();
      };
      return { page, visitor, desk: page.locator('.desk'), problems, ask, close: () => context.close() };
    },
    stop,
    async restart() {
      ({ server, address } = await startServer(data, new URL(address).port));
    },
    async close() {
      await browser.close();
      if (server.exitCode === null && server.signalCode === null) await stop('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function startServer(data: string, port: string): Promise<{ server: ChildProcess; address: string }> {
  const args = ['serve', '--demo', '--port', port, '--data', data, '--static', 'examples/side-by-side/dist'];
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

/** Says something from one side of the page. */
export async function say(side: Locator, text: string): Promise<void> {
  await side.getByRole('textbox').fill(text);
  await side.getByRole('button', { name: 'Send' }).click();
}
