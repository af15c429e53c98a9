import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'entraide-browser-testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Seat, type ServedPage, say, servePage } from './testing/served-page.js';

const { chromium } = inject('services');
/** `npm run docs:screens` sets it: the README's screenshot is written, and a missing Chromium is a failure. */
const isWanted = process.env['ENTRAIDE_SCREENS'] === '1';
const file = path.resolve(import.meta.dirname, '../screenshot.png');
const size = { width: 1_280, height: 760 };
const scale = 1.5;
const bytesMax = 300_000;

const otherQuestion = 'Gaiters that fit the Fjell Mid?';
const waitingQuestion = 'Do the soles grip on wet granite, or are they more of a forest shoe?';
const question = 'How do they hold up in wet snow?';

async function claim({ desk }: Seat, text: string): Promise<void> {
  await desk.getByRole('button', { name: `Claim the request: ${text}` }).click();
  await desk.locator('.transcript').getByText(text).waitFor();
}

/** Says it on one side, and waits until the other side has read it. */
async function talk(from: Seat['visitor'], text: string): Promise<void> {
  await say(from, text);
  await from.locator('.message').last().getByText(text).waitFor();
  await from.getByText('Read', { exact: true }).waitFor();
}

/** Two conversations, one more request, and a coach in the middle of an answer. */
async function play(served: ServedPage): Promise<Seat> {
  const seat = await served.open({ viewport: size, deviceScaleFactor: scale, colorScheme: 'light' });
  const { visitor, desk } = seat;
  const ask = async (text: string) => (await served.open({ side: 'visitor' })).ask(text);
  await ask(otherQuestion);
  await claim(seat, otherQuestion);
  await say(desk, 'The short ones of the same maker do.');
  await ask(waitingQuestion);
  await seat.ask(question);
  await claim(seat, question);
  await talk(desk, 'Hi! I have worn mine for two winters in the Vosges. Wet snow is fine for a good three hours.');
  await talk(visitor, 'Good to hear. And how long do they take to dry?');
  await talk(desk, 'One night, stuffed with newspaper. Never on a radiator.');
  await talk(visitor, 'That settles it. Half a size up for thick socks?');
  await desk.getByRole('textbox').fill('Half a size is right, I took');
  await visitor.locator('.dots').waitFor();
  return seat;
}

/** How many colours a picture has, and how much of it the most frequent one covers; the browser decodes it. */
async function look(page: Page, png: Buffer) {
  return page.evaluate(
    async (url) => {
      const image = await createImageBitmap(await (await fetch(url)).blob());
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.drawImage(image, 0, 0);
      const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
      const counts = new Map<number, number>();
      for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
      const { width, height } = image;
      return { width, height, colours: counts.size, most: Math.max(...counts.values()) / pixels.length };
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
}

describe.skipIf(!chromium && !isWanted)("the README's screenshot", () => {
  let served: ServedPage;
  beforeAll(async () => {
    served = await servePage(chromium as string);
  });
  afterAll(() => served?.close());

  it('shows two conversations, one more request, and an answer under way', async () => {
    const { page, visitor, desk, problems } = await play(served);
    const png = await page.screenshot({ animations: 'disabled' });
    // What the picture shows is still there after it was taken, so it was there when it was taken.
    expect(await desk.getByRole('tab').allInnerTexts()).toEqual([otherQuestion, question]);
    expect(await desk.locator('.request > p:first-child').allInnerTexts()).toEqual([waitingQuestion]);
    expect(await visitor.locator('.dots').isVisible()).toBe(true);
    expect(problems).toEqual([]);
    const { width, height, colours, most } = await look(await page.context().newPage(), png);
    expect({ width, height }).toEqual({ width: size.width * scale, height: size.height * scale });
    expect(colours).toBeGreaterThan(200);
    expect(most).toBeLessThan(0.6);
    expect(png.length).toBeLessThan(bytesMax);
    if (isWanted) await writeFile(file, png);
  });
});
