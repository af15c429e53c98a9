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
let browser: Browser;
let server: DemoServer;

describe.skipIf(!chromium)('the console', () => {
  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(chromium as string), serveDemo()]);
  });
  afterAll(() => Promise.all([browser?.close(), server?.close()]));

  it('lets in by a link, and takes the token out of the address', async () => {
    const page = await (await browser.newContext()).newPage();
    const problems = watchProblems(page);
    const { token } = (await (await fetch(`${server.address}/demo/coach-token?name=Zoe`)).json()) as { token: string };
    await page.goto(`${server.address}/console#token=${token}`);
    await page.getByRole('link', { name: 'Desk' }).waitFor();
    await page.getByText('Zoe').waitFor();
    expect(page.url()).toBe(`${server.address}/console/#/`);
    expect(await findBarriers(page)).toEqual([]);
    await page.reload();
    await page.getByText('Zoe').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});
