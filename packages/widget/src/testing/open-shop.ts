import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type DemoServer,
  type Locator,
  launchChromium,
  type Page,
  serveDemo,
  watchProblems,
} from 'entraide-browser-testing';
import { type SeatedCoach, seatCoach } from './seat-coach.js';
import { type ShopPage, serveShop } from './serve-shop.js';

/** A page of a shop with the widget on it, and a visitor in front of it. */
export interface Visit {
  context: BrowserContext;
  page: Page;
  /** The window. */
  panel: Locator;
  launcher: Locator;
  /** What the browser complained of. */
  problems: string[];
  /** Opens the window and asks. */
  ask(text: string): Promise<void>;
  say(text: string): Promise<void>;
  /** What stands in the transcript. */
  read(): Promise<string[]>;
}

interface VisitOptions extends BrowserContextOptions, ShopPage {
  /** Another page of a visitor who is there already. */
  context?: BrowserContext;
}

/** A shop, the chat's own server, a coach, and a browser. */
export interface Scene {
  server: DemoServer;
  coach: SeatedCoach;
  browser: Browser;
  visit(options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** @param executablePath Chromium */
export async function setScene(executablePath: string): Promise<Scene> {
  const shop = await serveShop();
  const server = await serveDemo({ settings: { origins: [shop.address] } });
  const coach = await seatCoach(server.address);
  const browser = await launchChromium(executablePath);
  return {
    server,
    coach,
    browser,
    async visit({ context: given, attributes, csp, html, ...rest } = {}) {
      const context = given ?? (await browser.newContext({ reducedMotion: 'reduce', ...rest }));
      const page = await context.newPage();
      const problems = watchProblems(page);
      const shown = { ...(attributes && { attributes }), ...(csp && { csp }), ...(html && { html }) };
      await page.goto(shop.open(shown, server.address));
      return { context, page, problems, ...handsOn(page) };
    },
    async close() {
      await coach.close();
      await browser.close();
      await server.close();
      shop.close();
    },
  };
}

function handsOn(page: Page): Pick<Visit, 'panel' | 'launcher' | 'ask' | 'say' | 'read'> {
  const panel = page.getByRole('dialog');
  const launcher = page.locator('.launcher');
  return {
    panel,
    launcher,
    async ask(text) {
      await launcher.click();
      await panel.getByRole('textbox').fill(text);
      await panel.locator('button[type=submit]').click();
      await panel.getByRole('log').getByText(text).waitFor();
    },
    async say(text) {
      await panel.getByRole('textbox').fill(text);
      await page.keyboard.press('Enter');
    },
    read: () => panel.locator('.message .text').allInnerTexts(),
  };
}
