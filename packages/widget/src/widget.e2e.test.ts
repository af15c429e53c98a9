import { findBarriers } from 'entraide-browser-testing';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Scene, setScene } from './testing/open-shop.js';
import { textsOf } from './testing/seat-coach.js';
import { texts as en } from './texts/en.js';
import { texts as es } from './texts/es.js';
import { texts as fr } from './texts/fr.js';
import { count, fill } from './texts/phrase.js';

const { chromium } = inject('services');
let scene: Scene;

describe.skipIf(!chromium)('the window on a page', () => {
  beforeAll(async () => {
    scene = await setScene(chromium as string);
  });
  afterAll(() => scene?.close());

  const desk = ['on a desk', {}] as const;
  const phone = [
    'on a phone of 320 pixels in the dark',
    { viewport: { width: 320, height: 568 }, colorScheme: 'dark' },
  ] as const;
  const languages = Object.entries({ en, fr, es });

  it.each(
    languages.flatMap(([locale, texts]) =>
      [desk, phone].map(([where, options]) => ({ locale, texts, where, options })),
    ),
  )('carries a question from asking to thanks, accessible at each step, $where, in $locale', async (flow) => {
    const { locale, texts, where, options } = flow;
    const visit = await scene.visit({ ...options, html: `lang="${locale}"` });
    const { page, panel, launcher, problems, say, context, read } = visit;
    const isTooWide = () => panel.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    // Barriers on the way are looked for in one language; at its end in all.
    const look = async () => locale === 'en' && expect(await findBarriers(page)).toEqual([]);
    await launcher.waitFor();
    await look();
    await launcher.click();
    await panel.getByText(texts.disclosure).waitFor();
    await look();
    expect(await isTooWide()).toBe(false);
    const question = `Do these run small, ${where}, ${locale}?`;
    await panel.getByLabel(texts.question).fill(question);
    await panel.getByRole('button', { name: texts.send }).click();
    await panel.getByText(texts.waiting).waitFor();
    await panel.getByText(count(texts.waitingLine, 1, locale)).waitFor();
    await say('I have wide feet.');
    const theirs = await scene.coach.claim(question);
    await panel.getByText(texts.claimed).waitFor();
    await theirs.post('Take half a size up.');
    await panel.getByText(texts.answers).first().waitFor();
    theirs.setTyping();
    await panel.getByText(fill(texts.types, { name: 'Camille' })).waitFor({ state: 'attached' });
    await look();
    theirs.markRead(2);
    await panel.getByText(texts.statusRead, { exact: true }).last().waitFor();
    await say('Thank you!');
    await vi.waitFor(() => expect(textsOf(theirs)).toHaveLength(4));
    await theirs.close({ outcome: 'served' });
    await panel.getByRole('heading', { name: texts.ended }).waitFor();
    await look();
    await panel.getByLabel(texts.thankComment).fill('Very kind.');
    await panel.getByRole('button', { name: texts.thank }).click();
    await panel.getByText(fill(texts.thanked, { name: 'Camille' })).waitFor();
    await panel.getByRole('button', { name: count(texts.stars, 5, locale) }).click();
    await panel.getByText(count(texts.rated, 5, locale)).waitFor();
    expect(theirs.getSnapshot().summary).toMatchObject({ thanked: true, stars: 5, outcome: 'served' });
    expect(await read()).toEqual([question, 'I have wide feet.', 'Take half a size up.', 'Thank you!']);
    expect(await findBarriers(page)).toEqual([]);
    expect(await isTooWide()).toBe(false);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('asks nothing of the server but whether somebody is there, before a visitor wants to write', async () => {
    const context = await scene.browser.newContext();
    const asked: string[] = [];
    const sockets: string[] = [];
    context.on('request', (request) => asked.push(new URL(request.url()).pathname));
    context.on('page', (page) => page.on('websocket', (socket) => sockets.push(socket.url())));
    const { launcher, panel } = await scene.visit({ context });
    await launcher.waitFor();
    expect(asked).toEqual([expect.stringContaining('/boots'), '/widget.js', '/v1/communities/demo/availability']);
    await launcher.hover();
    await vi.waitFor(() => expect(asked.filter((path) => path.startsWith('/widget/'))).toHaveLength(2));
    expect(sockets).toEqual([]);
    await launcher.click();
    await panel.getByRole('textbox').waitFor();
    expect(sockets).toHaveLength(1);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });

  it('needs no exception from a strict content security policy, and moves nothing on the page', async () => {
    const csp =
      "script-src 'nonce-a1b2c3'; style-src 'nonce-a1b2c3'; default-src 'none'; connect-src %chat ws:; img-src data:";
    const { page, panel, launcher, problems, ask, say, context } = await scene.visit({ csp });
    const shifts = await page.evaluateHandle(() => {
      const seen: unknown[] = [];
      new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({
        type: 'layout-shift',
        buffered: true,
      });
      return seen;
    });
    const places = () =>
      page.locator('main *').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
    const before = await places();
    await launcher.waitFor();
    await launcher.hover();
    expect(await shifts.jsonValue()).toEqual([]);
    await ask('Is it strict here?');
    await say('It is.');
    await panel.getByText('Sent', { exact: true }).last().waitFor();
    expect(await places()).toEqual(before);
    await panel.getByRole('button', { name: 'Close' }).click();
    expect(await places()).toEqual(before);
    expect(problems).toEqual([]);
    await context.close();
  });
});
