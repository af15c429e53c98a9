import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type Browser,
  type DemoServer,
  launchChromium,
  type Page,
  serveDemo,
  watchProblems,
} from 'entraide-browser-testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const { chromium } = inject('services');
const root = path.resolve(import.meta.dirname, '../../..');
const file = path.join(import.meta.dirname, '../screenshot.png');
const folder = '.cache/shop-of-screenshot';
/** `npm run docs:screens` sets it: the README's picture is written, and a missing Chromium is a failure. */
const isWanted = process.env['ENTRAIDE_SCREENS'] === '1';
const height = 700;
const question = 'Half a size up for thick socks?';
const waiting = 'Does it carry well with a tent on top?';
let browser: Browser;
let server: DemoServer;

describe.skipIf(!chromium && !isWanted)("the README's picture", () => {
  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/demo-pages.mjs', folder], { cwd: root });
    [browser, server] = await Promise.all([
      launchChromium(chromium as string),
      serveDemo({ static: folder, settings: { topics: [{ id: 'boots' }, { id: 'care' }] } }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), server?.close()]);
  });

  const open = async (address: string, width: number) => {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: 1.5,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const problems = watchProblems(page);
    await page.goto(`${server.address}${address}`);
    return { page, problems };
  };

  async function ask(page: Page, text: string) {
    await page.locator('.launcher').click();
    await page.getByRole('dialog').getByRole('textbox').fill(text);
    await page.getByRole('dialog').locator('button[type=submit]').click();
  }

  it('shows a visitor of a shop and the coach who answers', async () => {
    const answer = await fetch(`${server.address}/demo/coach-token?name=Camille`);
    const { token } = (await answer.json()) as { token: string };
    const desk = await open(`/console#token=${token}&to=/`, 1_060);
    await desk.page.getByText('Nobody is waiting').waitFor();
    const shop = await open('/shop/halden/fjell-mid.html', 640);
    const panel = shop.page.getByRole('dialog');
    await ask(shop.page, question);
    await desk.page.getByRole('button', { name: `Claim the request: ${question}` }).click();
    await desk.page.getByRole('button', { name: 'No, thanks' }).click();
    const pane = desk.page.getByRole('region', { name: `Conversation: ${question}` });
    const reply = pane.getByRole('textbox');
    await reply.fill('It is. I wore mine for two winters, with merino and a thin liner.');
    await reply.press('Enter');
    await panel.getByText('merino').waitFor();
    await panel.getByRole('textbox').fill('And do they dry overnight?');
    await shop.page.keyboard.press('Enter');
    await pane.getByText('dry overnight').waitFor();
    await ask((await open('/shop/halden/brim-40.html', 640)).page, waiting);
    await desk.page.getByRole('button', { name: `Claim the request: ${waiting}` }).waitFor();
    await reply.fill('They do, stuffed with');
    await panel.getByText('Camille is typing').waitFor({ state: 'attached' });
    const pictures = [await shop.page.screenshot(), await desk.page.screenshot()];
    expect([...shop.problems, ...desk.problems]).toEqual([]);
    if (isWanted) await writeFile(file, await joined(pictures));
  });

  /** Beside each other, as two windows on one table. */
  async function joined(pictures: Buffer[]): Promise<Buffer> {
    const context = await browser.newContext({ viewport: { width: 1_280, height: 540 }, deviceScaleFactor: 1.5 });
    const page = await context.newPage();
    const images = pictures.map((picture) => `<img alt="" src="data:image/png;base64,${picture.toString('base64')}">`);
    const css = `body{margin:0;padding:16px;display:flex;gap:16px;background:#d9dde3;box-sizing:border-box;height:540px}
img{height:508px;border-radius:10px;box-shadow:0 2px 16px #0003;flex:none}`;
    await page.setContent(`<style>${css}</style>${images.join('')}`);
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    return page.screenshot();
  }
});
