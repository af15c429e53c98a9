import {
  type Browser,
  type DemoServer,
  findBarriers,
  launchChromium,
  type Page,
  serveDemo,
  watchProblems,
} from 'entraide-browser-testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const { chromium } = inject('services');
const question = 'Do these trail shoes run small?';
let browser: Browser;
let server: DemoServer;

/** A visitor and a coach named Camille, side by side. */
async function openSides(): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${server.address}/`);
  await page.getByText('Coaches are online').waitFor();
  await page.getByLabel('Your question').fill(question);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  return page;
}

interface ManagerOptions {
  locale?: string;
  colorScheme?: 'light' | 'dark';
  width?: number;
}

async function openBoard({ locale = 'en', colorScheme = 'light', width = 1_280 }: ManagerOptions = {}) {
  const context = await browser.newContext({ locale, colorScheme, viewport: { width, height: 800 } });
  const page = await context.newPage();
  const problems = watchProblems(page);
  const answer = await fetch(`${server.address}/demo/manager-token?name=Morgane`);
  const { token } = (await answer.json()) as { token: string };
  await page.goto(`${server.address}/console#token=${token}`);
  return { page, problems };
}

const pages = ['board', 'todo', 'conversations', 'coaches', 'coverage', 'news'] as const;

const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe.skipIf(!chromium)('the board', () => {
  beforeAll(async () => {
    const folder = 'examples/side-by-side/dist';
    [browser, server] = await Promise.all([launchChromium(chromium as string), serveDemo({ static: folder })]);
  });
  afterAll(() => Promise.all([browser?.close(), server?.close()]));

  it('shows what waits, reads after a reason, and gives back what a suspended coach held, by keyboard alone', async () => {
    const sides = await openSides();
    const { page, problems } = await openBoard();
    await page.getByText(question).waitFor();
    await sides.getByRole('button', { name: `Claim the request: ${question}` }).click();
    await page.getByText('taken, not yet answered').waitFor();
    expect(await page.getByText(question).count(), 'nothing of what is written').toBe(0);

    await page.locator('td a').press('Enter');
    await page.getByLabel('Why do you read it?').fill('A visitor complained');
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText(question).waitFor();
    await sides.locator('.desk').getByRole('textbox').fill('Take half a size up.');
    await sides.locator('.desk').getByRole('button', { name: 'Send' }).click();
    await page.getByText('Take half a size up.').waitFor();

    await page.getByRole('link', { name: 'Coaches' }).press('Enter');
    await page.getByRole('link', { name: 'Camille' }).press('Enter');
    await page.getByRole('button', { name: 'Suspend…' }).press('Enter');
    await page.getByRole('dialog').getByLabel('Why?').fill('Was rude');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Suspend', exact: true }).press('Enter');
    await page.getByText('Was rude').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Board' }).press('Enter');
    await page.getByText('No coach is here.').waitFor();
    await page.getByText(question).waitFor();
    await page.getByRole('link', { name: 'Coaches' }).press('Enter');
    await page.getByRole('link', { name: 'Camille' }).press('Enter');
    await page.getByRole('button', { name: 'Reinstate' }).press('Enter');
    await page.getByRole('button', { name: 'Suspend…' }).waitFor();
    expect(problems).toEqual([]);
  });

  it.each([
    { locale: 'en', colorScheme: 'light', width: 1_280, looked: pages },
    // Colours and widths differ by these, not by the page.
    { locale: 'fr', colorScheme: 'dark', width: 320, looked: ['board', 'coverage'] },
    { locale: 'es', colorScheme: 'light', width: 320, looked: [] },
  ] as const)('has no barrier, in $locale, $colorScheme, at $width pixels', async ({ looked, ...options }) => {
    const { page, problems } = await openBoard(options);
    for (const name of pages) {
      await page.goto(`${server.address}/console/#/${name}`);
      await page.locator('.board').waitFor();
      await page.waitForFunction(() => !document.querySelector('.skeleton'));
      if ((looked as readonly string[]).includes(name)) expect(await findBarriers(page), name).toEqual([]);
      expect(await isTooWide(page), name).toBe(false);
    }
    expect(problems).toEqual([]);
  });
});
