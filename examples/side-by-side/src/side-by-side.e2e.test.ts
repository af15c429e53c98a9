import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const { chromium: executablePath } = inject('services');
const data = mkdtempSync(path.join(tmpdir(), 'entraide-side-by-side-'));
let server: ChildProcess;
let browser: Browser;
let address = '';

/** The built server with the built page, as `npm start` runs it. */
async function serve(port = '0'): Promise<void> {
  const args = ['serve', '--demo', '--port', port, '--data', data, '--static', 'examples/side-by-side/dist'];
  server = spawn(process.execPath, ['packages/server/bin/entraide.mjs', ...args], { cwd: root });
  let output = '';
  const found = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const [, at] = /listens on (http:\S+)/.exec(output) ?? [];
      if (at) resolve(at);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.on('exit', () => reject(new Error(`unable to start the server; ${output}`)));
  });
  address = await found;
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  const exited = once(server, 'exit');
  server.kill(signal);
  await exited;
}

async function open(options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1_360, height: 820 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(address);
  await page.getByText('Coaches are online').waitFor();
  return { context, page, problems, visitor: page.locator('.chat'), desk: page.locator('.desk') };
}
type Seat = Awaited<ReturnType<typeof open>>;

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join()}`)).toEqual([]);
}

async function ask({ visitor }: Seat, text: string): Promise<void> {
  await visitor.getByLabel('Your question').fill(text);
  await visitor.getByRole('button', { name: 'Ask', exact: true }).click();
}

async function say(side: Seat['visitor'], text: string): Promise<void> {
  await side.getByRole('textbox').fill(text);
  await side.getByRole('button', { name: 'Send' }).click();
}

const rows = (side: Seat['visitor']) => side.locator('.message p').allInnerTexts();

describe.skipIf(!executablePath)('the page with both sides', () => {
  beforeAll(async () => {
    await serve();
    browser = await chromium.launch({ executablePath: executablePath as string, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    if (server.exitCode === null) await stop('SIGTERM');
    rmSync(data, { recursive: true, force: true });
  });

  it.each<[string, BrowserContextOptions]>([
    ['on a desk', {}],
    ['on a phone in the dark', { viewport: { width: 390, height: 800 }, colorScheme: 'dark' }],
  ])('carries a question from asking to thanks, accessible at each step, %s', async (_, options) => {
    const seat = await open({ reducedMotion: 'reduce', ...options });
    const { context, page, problems, visitor, desk } = seat;
    await expectAccessible(page);
    await ask(seat, 'Do these run small?');
    await visitor.getByText('Your question is with the community').waitFor();
    await expectAccessible(page);
    await desk.getByRole('button', { name: 'Claim the request: Do these run small?' }).click();
    await visitor.getByText('has taken your question').waitFor();
    await expectAccessible(page);
    await say(desk, 'Take half a size up.');
    await say(visitor, 'Thank you!');
    await desk.getByText('Thank you!').waitFor();
    await desk.getByRole('button', { name: 'Close as answered' }).click();
    await visitor.getByRole('button', { name: 'Say thank you' }).click();
    await visitor.getByRole('button', { name: '5 stars' }).click();
    await desk.getByText('You were thanked.').waitFor();
    await desk.getByText('Rated 5 of 5.').waitFor();
    await expectAccessible(page);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('delivers once what was written while the server was away, over a reload of the page', async () => {
    const seat = await open();
    const { context, page, visitor, desk } = seat;
    await ask(seat, 'Are you there?');
    await desk.getByRole('button', { name: 'Claim the request: Are you there?' }).click();
    await say(desk, 'Yes.');
    await visitor.getByText('Yes.').waitFor();
    await stop('SIGKILL');
    await visitor.getByText('The connection is lost.').waitFor();
    await say(visitor, 'Hello?');
    await say(visitor, 'I will wait.');
    await visitor.getByText('Sending…').waitFor();
    await serve(new URL(address).port);
    await page.reload();
    await visitor.getByText('I will wait.').waitFor();
    await desk.getByText('I will wait.').last().waitFor();
    await visitor.getByText(/^(Sent|Read)$/).waitFor();
    const expected = ['Are you there?', 'Yes.', 'Hello?', 'I will wait.'];
    expect(await rows(visitor)).toEqual(expected);
    expect(await rows(desk)).toEqual(expected);
    await context.close();
  });
});
