import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import {
  type Browser,
  type DemoServer,
  findBarriers,
  launchChromium,
  serveDemo,
  watchProblems,
} from 'entraide-browser-testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const { chromium } = inject('services');
const root = path.resolve(import.meta.dirname, '../../..');
const folder = '.cache/demo-of-test';
let browser: Browser;
let server: DemoServer;
let bots: ChildProcess | undefined;

describe.skipIf(!chromium)('the demo', () => {
  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/demo-pages.mjs', folder], { cwd: root });
    [browser, server] = await Promise.all([launchChromium(chromium as string), serveDemo({ static: folder })]);
  });
  afterAll(async () => {
    bots?.kill();
    await Promise.all([browser?.close(), server?.close()]);
  });

  it('begins with a page that leads to the desk and the board, and says who is there', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
    const page = await context.newPage();
    const problems = watchProblems(page);
    await page.goto(`${server.address}/`);
    await page.getByText('Nobody is at a desk').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    const follow = async (name: string) => {
      const link = page.getByRole('link', { name });
      const opened = context.waitForEvent('page');
      await link.press('Enter');
      return opened;
    };
    await page.waitForFunction(() => document.querySelectorAll('a[href*="#token="]').length === 3);
    const board = await follow('Board as Morgane');
    await board.getByText('No coach is here.').waitFor();
    await follow('Desk as Camille');
    await page.getByText('One coach is there').waitFor();
    await board.getByRole('link', { name: 'Camille' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('has simulated coaches who say that they are simulated', async () => {
    bots = spawn(process.execPath, [path.join(root, 'examples/demo/dist-node/bots.js'), server.address, '200']);
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server.address}/side-by-side/?side=visitor`);
    await page.getByText('Coaches are online').waitFor();
    await page.getByLabel('Your question').fill('Is anybody real?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByText('I am a simulated coach').waitFor();
    expect(await page.getByText('(simulated)').count()).toBeGreaterThan(0);
  });
});
