import {
  type BrowserContextOptions,
  type DemoServer,
  type Locator,
  launchChromium,
  type Page,
  serveDemo,
  watchProblems,
} from 'entraide-browser-testing';

/** One browser window on the page, of a person of its own. */
export interface Seat {
  page: Page;
  visitor: Locator;
  desk: Locator;
  /** What the browser complained of. */
  problems: string[];
  /** Asks as the visitor. */
  ask(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface SeatOptions extends BrowserContextOptions {
  /** One side of the page alone. @defaultValue both */
  side?: 'visitor' | 'coach';
  /** The coach's pseudonym. @defaultValue the page's own */
  coach?: string;
}

/** The built server with the built page, as `npm start` runs it, and a browser to see it in. */
export interface ServedPage extends Pick<DemoServer, 'stop' | 'restart'> {
  open(options?: SeatOptions): Promise<Seat>;
  /** Ends everything, and removes what was stored. */
  close(): Promise<void>;
}

/** @param executablePath Chromium */
export async function servePage(
  executablePath: string,
  settings?: Readonly<Record<string, unknown>>,
): Promise<ServedPage> {
  const browser = await launchChromium(executablePath);
  const server = await serveDemo({ static: 'examples/side-by-side/dist', ...(settings && { settings }) });
  return {
    async open({ side, coach, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1_360, height: 820 }, ...options });
      const page = await context.newPage();
      const problems = watchProblems(page);
      const query = new URLSearchParams({ ...(side && { side }), ...(coach && { coach }) });
      await page.goto(`${server.address}/?${query}`);
      const visitor = page.locator('.chat');
      if (side !== 'coach') await page.getByText('Coaches are online').waitFor();
      const ask = async (text: string) => {
        await visitor.getByLabel('Your question').fill(text);
        await visitor.getByRole('button', { name: 'Ask', exact: true }).click();
      };
      return { page, visitor, desk: page.locator('.desk'), problems, ask, close: () => context.close() };
    },
    stop: server.stop,
    restart: server.restart,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Says something from one side of the page. */
export async function say(side: Locator, text: string): Promise<void> {
  await side.getByRole('textbox').fill(text);
  await side.getByRole('button', { name: 'Send' }).click();
}
