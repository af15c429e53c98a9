import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { type Browser, type DemoServer, launchChromium, serveDemo, watchProblems } from 'entraide-browser-testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const { chromium } = inject('services');
const folder = '.cache/shop-of-test';
let browser: Browser;
let server: DemoServer;

describe.skipIf(!chromium)('the pages of the guide to the widget', () => {
  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/demo-pages.mjs', folder], {
      cwd: path.resolve(import.meta.dirname, '../../..'),
    });
    [browser, server] = await Promise.all([launchChromium(chromium as string), serveDemo({ static: folder })]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), server?.close()]);
  });

  const open = async (file: string) => {
    const page = await (await browser.newContext()).newPage();
    const problems = watchProblems(page);
    await page.goto(`${server.address}${file}`);
    return { page, problems, panel: page.getByRole('dialog') };
  };

  it.each([
    ['', 'open a window from a script tag'],
    ['strict.html', 'open it with a nonce and nothing else allowed'],
  ])('/embed/%s: they %s', async (file) => {
    const { page, problems, panel } = await open(`/embed/${file}`);
    await page.waitForFunction(() => 'entraide' in globalThis);
    await page.evaluate(() => (globalThis as unknown as { entraide: { open(): void } }).entraide.open());
    await panel.getByRole('textbox').waitFor();
    expect(problems).toEqual([]);
  });

  it('dress an element by its attributes, and lead it from a script of the page', async () => {
    const { page, problems, panel } = await open('/embed/element.html');
    await page.getByText('Une question ?').waitFor();
    await page.getByText('Laisser une question').waitFor();
    await page.getByRole('button', { name: 'Quelle pointure ?' }).click();
    await expect.poll(() => panel.getByRole('textbox').inputValue()).toBe('Do they run small?');
    await panel.locator('button[type=submit]').click();
    await page.getByText('left for later').waitFor();
    expect(problems).toEqual([]);
  });

  it.each(['halden', 'obscura', 'verdure'])('stand beside the shop %s, to which the demo leads', async (shop) => {
    const { page, problems } = await open(`/shop/${shop}/`);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    await page.waitForFunction(() => 'entraide' in globalThis);
    expect(problems).toEqual([]);
  });
});
