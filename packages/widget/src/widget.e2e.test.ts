import { findBarriers } from 'entraide-browser-testing';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Scene, setScene } from './testing/open-shop.js';
import { textsOf } from './testing/seat-coach.js';

const { chromium } = inject('services');
let scene: Scene;

describe.skipIf(!chromium)('the window on a page', () => {
  beforeAll(async () => {
    scene = await setScene(chromium as string);
  });
  afterAll(() => scene?.close());

  it.each([
    ['on a desk', {}],
    ['on a phone of 320 pixels in the dark', { viewport: { width: 320, height: 568 }, colorScheme: 'dark' as const }],
  ])('carries a question from asking to thanks, accessible at each step, %s', async (where, options) => {
    const { page, panel, launcher, problems, say, context, read } = await scene.visit(options);
    await launcher.waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await launcher.click();
    await panel.getByText('A member of the community answers you').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const question = `Do these run small, ${where}?`;
    await panel.getByLabel('Your question').fill(question);
    await panel.getByRole('button', { name: 'Ask the community' }).click();
    await panel.getByText('Your question is with the community').waitFor();
    await panel.getByText('One member is online and sees it.').waitFor();
    await say('I have wide feet.');
    const theirs = await scene.coach.claim(question);
    await panel.getByText('has taken your question').waitFor();
    await theirs.post('Take half a size up.');
    await panel.getByText('answers you').first().waitFor();
    theirs.setTyping();
    await panel.getByText('Camille is typing').waitFor({ state: 'attached' });
    expect(await findBarriers(page)).toEqual([]);
    theirs.markRead(2);
    await panel.getByText('Read', { exact: true }).last().waitFor();
    await say('Thank you!');
    await vi.waitFor(() => expect(textsOf(theirs)).toHaveLength(4));
    await theirs.close({ outcome: 'served' });
    await panel.getByRole('heading', { name: 'The conversation has ended' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await panel.getByLabel('A few words').fill('Very kind.');
    await panel.getByRole('button', { name: 'Say thank you' }).click();
    await panel.getByText('on its way to Camille').waitFor();
    await panel.getByRole('button', { name: '5 stars of 5' }).click();
    await panel.getByText('You gave 5 stars').waitFor();
    expect(theirs.getSnapshot().summary).toMatchObject({ thanked: true, stars: 5, outcome: 'served' });
    expect(await read()).toEqual([question, 'I have wide feet.', 'Take half a size up.', 'Thank you!']);
    expect(await findBarriers(page)).toEqual([]);
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
