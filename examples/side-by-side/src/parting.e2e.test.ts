import { findBarriers } from 'entraide-browser-testing';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { type Seat, type ServedPage, say, servePage } from './testing/served-page.js';

const { chromium } = inject('services');
let served: ServedPage;
afterEach(() => served?.close());

const serve = (patience: Record<string, number>) =>
  servePage(chromium as string, { patience, availability: { closesAfterMs: 1_000 } });
const claim = ({ desk }: Seat, text: string) =>
  desk.getByRole('button', { name: `Claim the request: ${text}` }).click();
const question = 'Do these run small?';

describe.skipIf(!chromium)('two people who lose each other', () => {
  it('a visitor who falls silent is on hold, and comes back to the same coach', async () => {
    served = await serve({ holdAfterMs: 1_000 });
    const seat = await served.open({ reducedMotion: 'reduce' });
    const { page, visitor, desk } = seat;
    await seat.ask(question);
    await claim(seat, question);
    await say(desk, 'Half a size up.');
    await desk.getByText('On hold: the visitor fell silent').waitFor();
    await visitor.getByText('waits for your answer').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await say(visitor, 'I am back');
    await visitor.getByText('is asked first').waitFor();
    await claim(seat, question);
    await desk.getByText('I am back').waitFor();
    await visitor.getByText('has taken your question').waitFor();
    expect(seat.problems).toEqual([]);
  });

  it('a coach who owes an answer is reminded, then others are asked, and the coach may take it up again', async () => {
    served = await serve({ remindAfterMs: 1_000, reofferAfterMs: 8_000 });
    const seat = await served.open({ reducedMotion: 'reduce' });
    const { page, visitor, desk } = seat;
    await seat.ask(question);
    await claim(seat, question);
    await say(desk, 'Which size do you wear?');
    await say(visitor, '42');
    await desk.getByText('The visitor has waited for your answer').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await visitor.getByText('Your coach stepped away').waitFor();
    await desk.getByText('You were away for long').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await desk.getByRole('button', { name: 'Take it up again' }).click();
    await visitor.getByText('has taken your question').waitFor();
    expect(seat.problems).toEqual([]);
  });
});

describe.skipIf(!chromium)('a request that is not for this coach', () => {
  it('says why it is shown, and is let pass', async () => {
    served = await serve({});
    const seat = await served.open({ reducedMotion: 'reduce' });
    const { page, desk } = seat;
    await seat.ask(question);
    await desk.getByText('Why you?').press('Enter');
    await desk.getByText('Everybody who could answer it sees it.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await desk.getByRole('button', { name: `Not for me: ${question}` }).click();
    await desk.getByText('No request is waiting', { exact: true }).waitFor();
    expect(seat.problems).toEqual([]);
  });

  it('waits for later where everybody has left while it was written', async () => {
    served = await serve({});
    const { page, visitor, desk, problems } = await served.open({ reducedMotion: 'reduce' });
    await visitor.getByLabel('Your question').fill(question);
    await desk.getByRole('switch').click();
    await visitor.getByText('Nobody is here just now.').waitFor();
    const figures = () => page.evaluate(() => fetch('/metrics').then((response) => response.text()));
    await expect.poll(figures).toContain('entraide_demand_counted_total 1');
    expect(await visitor.getByLabel('Your question').inputValue()).toBe(question);
    await visitor.getByRole('button', { name: 'Leave the question' }).click();
    await visitor.getByText('Your question is kept').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await desk.getByText('left for later').waitFor();
    expect(problems).toEqual([]);
  });

  it('is passed on to a coach who is free, and by that one to the shop', async () => {
    served = await serve({});
    const seat = await served.open({ reducedMotion: 'reduce' });
    const ben = await served.open({ side: 'coach', coach: 'Ben' });
    const { page, visitor, desk } = seat;
    await seat.ask(question);
    await claim(seat, question);
    await say(desk, 'Ben knows these better.');
    await desk.getByText('Pass on…').press('Enter');
    await desk.getByRole('button', { name: /^Ben/ }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await desk.getByRole('button', { name: /^Ben/ }).waitFor({ state: 'hidden' });
    await desk.getByText('Pass on…').press('Enter');
    await desk.getByRole('button', { name: /^Ben/ }).click();
    await desk.getByText('You passed it on.').waitFor();
    await visitor.getByText('Your coach asked somebody else to go on').waitFor();
    await claim(ben, question);
    await ben.desk.getByText('Ben knows these better.').waitFor();
    await visitor.getByText('has taken your question').waitFor();
    await say(ben.desk, 'The shop will know.');
    await ben.desk.getByText('Pass on…').press('Enter');
    await ben.desk.getByRole('button', { name: 'Hand over to the shop’s support' }).click();
    await visitor.getByText('The shop’s own support goes on from here.').waitFor();
    await ben.desk.getByText('You handed it over').waitFor();
    expect([...seat.problems, ...ben.problems]).toEqual([]);
  });
});
