import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Scene, setScene } from './testing/open-shop.js';
import { textsOf } from './testing/seat-coach.js';

const { chromium } = inject('services');
let scene: Scene;

describe.skipIf(!chromium)('a conversation in the window', () => {
  beforeAll(async () => {
    scene = await setScene(chromium as string);
  });
  afterAll(() => scene?.close());

  it('loses and doubles nothing over reload, another page, two tabs, no network, and a server that is killed', async () => {
    const first = await scene.visit();
    const { context, page } = first;
    const said = ['Do these last?'];
    await first.ask('Do these last?');
    const theirs = await scene.coach.claim('Do these last?');
    const agree = async (...visits: Pick<typeof first, 'read'>[]) => {
      await vi.waitFor(() => expect(textsOf(theirs)).toEqual(said), { timeout: 20_000 });
      for (const { read } of visits)
        await vi.waitFor(async () => expect(await read()).toEqual(said), { timeout: 20_000 });
    };
    const answer = (text: string) => theirs.post(said[said.push(text) - 1] as string);
    const say = async (visit: typeof first, text: string) => visit.say(said[said.push(text) - 1] as string);

    await answer('Five years.');
    await page.reload();
    await agree(first);
    await say(first, 'And on stone?');
    await agree(first);
    await page.getByRole('link', { name: 'Laces' }).click();
    await page.waitForURL(/laces/);
    await agree(first);
    await say(first, 'I walk a lot.');
    await agree(first);

    const second = await scene.visit({ context });
    await second.launcher.click();
    await agree(first, second);
    await say(second, 'From the other tab.');
    await agree(first, second);

    await context.setOffline(true);
    await say(first, 'Written without a network.');
    await context.setOffline(false);
    await agree(first, second);

    await scene.server.stop('SIGKILL');
    await say(first, 'Written without a server.');
    await scene.server.restart();
    await agree(first, second);
    await answer('Still here.');
    await agree(first, second);
    await context.close();
  }, 40_000);
});
