import { findBarriers, type Page } from 'entraide-browser-testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ConsoleStage, createConsoleStage } from './testing/console-stage.js';

const { chromium } = inject('services');
let stage: ConsoleStage;

const rows = (page: Page) => page.locator('.message p').allInnerTexts();
/** Whether anything of the page is wider than it. */
const overflows = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe.skipIf(!chromium)('the console', () => {
  beforeAll(async () => {
    stage = await createConsoleStage(chromium as string);
  });
  afterAll(() => stage?.close());

  it('lets in by a link, takes the token out of the address, and knows the tab again', async () => {
    const { page, problems } = await stage.coach('Zoe');
    await page.getByRole('link', { name: 'Desk' }).waitFor();
    await page.getByText('Nobody is waiting').waitFor();
    expect(page.url()).toBe(`${stage.server.address}/console/#/`);
    expect(await findBarriers(page)).toEqual([]);
    await page.reload();
    await page.getByText('Nobody is waiting').waitFor();
    await page.getByLabel('You and this page').click();
    await page.getByLabel('Language').selectOption('Français');
    await page.getByText('Personne n’attend').waitFor();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByRole('heading', { name: 'Vous n’êtes pas connecté' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(`${stage.server.address}/console#token=a.b.c&community=demo`);
    await page.getByRole('heading', { name: 'Votre connexion a expiré' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('carries conversations from the claim to the thanks by keyboard alone, accessible at each step', async () => {
    const { page, problems } = await stage.coach('Ben');
    await page.getByText('Nobody is waiting').waitFor();
    const ana = stage.visitor();
    ana.setPage({ url: 'https://shop.example/fjell', title: 'Fjell Mid GTX' });
    const asked = ana.ask({ text: 'Do these run small?' });
    await page.getByText('on “Fjell Mid GTX”').waitFor();
    const other = stage.visitor().ask({ text: 'Can I wash the jacket?' });
    await page.getByText('2 requests are waiting').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Alt+KeyC');
    await page.locator('.conversation textarea:focus').waitFor();
    await page.getByText(/first reply is awaited/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.type('Half a size up.');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+KeyC');
    await page.getByRole('region', { name: 'Conversation: Can I wash the jacket?' }).waitFor();
    await page.keyboard.type('At 30 degrees.');
    await page.keyboard.press('Enter');
    await asked.post('Thank you!');
    await page.getByText('Thank you!').waitFor();
    await page.keyboard.press('Alt+KeyN');
    await page.keyboard.type('You are welcome.');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+KeyX');
    await page.getByText('The conversation has ended.').waitFor();
    await asked.thank();
    await asked.rate({ stars: 5 });
    await page.getByText('You were thanked.').waitFor();
    await page.getByText('Rated 5 of 5.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Alt+KeyX');
    await page.keyboard.press('Alt+KeyX');
    await page.getByText('The conversation has ended.').waitFor();
    await page.keyboard.press('Alt+KeyX');
    await page.keyboard.press('Alt+KeyL');
    await page.keyboard.type('Two happy people today.');
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'Ben' }).waitFor();
    await page.keyboard.press('Alt+KeyB');
    await page.getByText('On a break').first().waitFor();
    await page.keyboard.press('Alt+KeyH');
    await page.getByRole('dialog').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+KeyB');
    await other.leave().catch(() => undefined);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('gives one of two coaches the claim, and tells the other so', async () => {
    const [ben, zoe] = await Promise.all([stage.coach('Ben'), stage.coach('Zoe')]);
    await Promise.all([ben, zoe].map(({ page }) => page.getByText('Nobody is waiting').waitFor()));
    stage.visitor().ask({ text: 'Who is faster?' });
    const claims = [ben, zoe].map(({ page }) =>
      page.getByRole('button', { name: 'Claim the request: Who is faster?' }),
    );
    await Promise.all(claims.map((claim) => claim.waitFor()));
    await Promise.all(claims.map((claim) => claim.dispatchEvent('click')));
    const won = (page: Page) => page.getByRole('region', { name: 'Conversation: Who is faster?' }).waitFor();
    const lost = (page: Page) => page.getByText('Another coach was faster.').waitFor();
    const outcomes = await Promise.all(
      [ben, zoe].map(({ page }) => Promise.any([won(page).then(() => 'won'), lost(page).then(() => 'lost')])),
    );
    expect(outcomes.toSorted()).toEqual(['lost', 'won']);
    await Promise.all([ben, zoe].map(({ page }) => page.context().close()));
  });

  it('heals after the server was killed in the middle, with an exact transcript', async () => {
    const { page } = await stage.coach('Max');
    const asked = stage.visitor().ask({ text: 'Still there?' });
    asked.subscribe(() => {});
    await page.getByRole('button', { name: 'Claim the request: Still there?' }).click();
    await page.locator('.conversation textarea:focus').waitFor();
    await page.keyboard.type('Here.');
    await page.keyboard.press('Enter');
    await page.getByText(/^(Sent|Read)$/).waitFor();
    await stage.server.stop('SIGKILL');
    await page.getByText('The connection is lost.').waitFor();
    await page.keyboard.type('One');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Two');
    await page.keyboard.press('Enter');
    await page.getByText('Sending…').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const said = asked.post('Hello?');
    await stage.server.restart();
    await said;
    await page.getByText('Hello?').waitFor();
    await page.getByText(/^(Sent|Read)$/).waitFor();
    const texts = asked.getSnapshot().messages.map(({ text }) => text);
    expect(texts.toSorted()).toEqual(['Hello?', 'Here.', 'One', 'Still there?', 'Two']);
    expect(await rows(page)).toEqual(texts);
    await page.context().close();
  });

  it('fits a small phone, twice the letters, a page that reads from the right, and whatever a stranger writes', async () => {
    const { page, problems } = await stage.coach('Ida', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
    const text = `Is ${'w'.repeat(120)} fine? <img src=x onerror="alert(1)"><style>*{display:none}</style>\u202e\u200b`;
    const stranger = stage.visitor();
    stranger.setPage({ url: 'https://shop.example/', title: '<b onclick=alert(1)>Shop</b>' });
    stranger.ask({ text });
    await page.getByText('on “<b onclick=alert(1)>Shop</b>”').waitFor();
    await page.getByRole('button', { name: /^Claim the request: Is/ }).click();
    await page.getByRole('textbox').waitFor();
    expect(await page.locator('.message .plain-text').textContent()).toBe(text);
    for (const tab of ['Talk', 'Requests', 'Online']) {
      await page.getByRole('navigation', { name: 'Columns' }).getByRole('button', { name: tab }).click();
      expect(await findBarriers(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
    }
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
      document.documentElement.style.fontSize = '200%';
    });
    await page.getByRole('navigation', { name: 'Columns' }).getByRole('button', { name: 'Talk' }).click();
    expect(await overflows(page)).toBe(false);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
