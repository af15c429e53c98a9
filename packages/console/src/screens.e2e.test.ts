import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ConsoleStage, createConsoleStage } from './testing/console-stage.js';

const { chromium } = inject('services');
const folder = path.resolve(import.meta.dirname, '../../../docs/screens');
const isWanted = process.env['ENTRAIDE_SCREENS'] === '1';
const answered = [{ count: 'answered', atLeast: 20, perDayMax: 10 }];
const settings = {
  topics: [{ id: 'shoes' }, { id: 'rucksacks' }],
  recognition: {
    tiers: { ladder: [{ id: 'guide', labels: { en: 'Guide' }, requires: answered, points: 100 }], windowDays: null },
  },
};
let stage: ConsoleStage;

/** The pages as the guides show them; `npm run docs:screens` writes them. */
describe.skipIf(!chromium)('the screens of the guides', () => {
  beforeAll(async () => {
    stage = await createConsoleStage(chromium as string, settings);
  });
  afterAll(() => stage?.close());

  it('show a desk at work, and a coach’s own page', async () => {
    const { page, problems } = await stage.coach('Camille', { deviceScaleFactor: 1.5 });
    await stage.coach('Théo');
    await page.getByText('Nobody is waiting').waitFor();
    const take = async (text: string, topic: string, answer: string) => {
      const visitor = stage.visitor();
      visitor.setPage({ url: 'https://shop.example/fjell', title: 'Fjell Mid GTX' });
      const asked = visitor.ask({ text, topic });
      asked.subscribe(() => {});
      await page.getByRole('button', { name: `Claim the request: ${text}` }).click();
      const pane = page.getByRole('region', { name: `Conversation: ${text}` });
      await page.locator('.conversation textarea:focus').waitFor();
      await page.keyboard.type(answer);
      await page.keyboard.press('Enter');
      await pane.getByText(/^(Sent|Read)$/).waitFor();
      return asked;
    };
    await page.getByRole('heading', { name: 'Online now' }).click();
    await page.getByRole('button', { name: 'No, thanks' }).click();
    const first = await take('Do the Fjell boots run small?', 'shoes', 'They do: take half a size up.');
    await take('Will this one keep dry for a week of rain?', 'rucksacks', 'With the cover, mine did for nine days.');
    await first.post('Thank you! And with thick socks?');
    stage.visitor().ask({ text: 'Which laces do you use in winter?', topic: 'shoes' });
    await page.getByRole('button', { name: /^Claim the request: Which laces/ }).waitFor();
    await page.getByText('with thick socks?').waitFor();
    const desk = await page.screenshot();
    await page.getByRole('link', { name: 'You' }).click();
    await page.getByRole('heading', { name: 'To Guide' }).waitFor();
    const profile = await page.screenshot();
    expect(problems).toEqual([]);
    if (!isWanted) return;
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'desk.png'), desk);
    await writeFile(path.join(folder, 'profile.png'), profile);
  });
});
