import type { BrowserContextOptions, Locator } from 'entraide-browser-testing';
import { findBarriers } from 'entraide-browser-testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ServedPage, say, servePage } from './testing/served-page.js';

const { chromium } = inject('services');
let served: ServedPage;

const rows = (side: Locator) => side.locator('.message p').allInnerTexts();

describe.skipIf(!chromium)('the page with both sides', () => {
  beforeAll(async () => {
    served = await servePage(chromium as string);
  });
  afterAll(() => served?.close());

  it.each<[string, BrowserContextOptions]>([
    ['on a desk', {}],
    ['on a phone in the dark', { viewport: { width: 390, height: 800 }, colorScheme: 'dark' }],
  ])('carries a question from asking to thanks, accessible at each step, %s', async (_, options) => {
    const { page, problems, visitor, desk, ask, close } = await served.open({ reducedMotion: 'reduce', ...options });
    expect(await findBarriers(page)).toEqual([]);
    await ask('Do these run small?');
    await visitor.getByText('Your question is with the community').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await desk.getByRole('button', { name: 'Claim the request: Do these run small?' }).click();
    await visitor.getByText('has taken your question').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await say(desk, 'Take half a size up.');
    await say(visitor, 'Thank you!');
    await desk.getByText('Thank you!').waitFor();
    await desk.getByRole('button', { name: 'Close as answered' }).click();
    await visitor.getByRole('button', { name: 'Say thank you' }).click();
    await visitor.getByRole('button', { name: '5 stars' }).click();
    await desk.getByText('You were thanked.').waitFor();
    await desk.getByText('Rated 5 of 5.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });

  it('delivers once what was written while the server was away, over a reload of the page', async () => {
    const { page, visitor, desk, ask, close } = await served.open();
    await ask('Are you there?');
    await desk.getByRole('button', { name: 'Claim the request: Are you there?' }).click();
    await say(desk, 'Yes.');
    await visitor.getByText('Yes.').waitFor();
    await served.stop('SIGKILL');
    await visitor.getByText('The connection is lost.').waitFor();
    await say(visitor, 'Hello?');
    await say(visitor, 'I will wait.');
    await visitor.getByText('Sending…').waitFor();
    await served.restart();
    await page.reload();
    await visitor.getByText('I will wait.').waitFor();
    await desk.getByText('I will wait.').last().waitFor();
    await visitor.getByText(/^(Sent|Read)$/).waitFor();
    const expected = ['Are you there?', 'Yes.', 'Hello?', 'I will wait.'];
    expect(await rows(visitor)).toEqual(expected);
    expect(await rows(desk)).toEqual(expected);
    await close();
  });
});
