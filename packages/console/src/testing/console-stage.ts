import { type Client, createClient, createMemoryStorage, createWebSocketTransport } from '@entraide/client';
import {
  type Browser,
  type BrowserContextOptions,
  type DemoServer,
  launchChromium,
  type Page,
  serveDemo,
  watchProblems,
} from 'entraide-browser-testing';
import { WebSocket } from 'ws';

/** A coach in a browser of their own. */
export interface Seat {
  page: Page;
  /** What the browser complained of. */
  problems: string[];
}

/** The built server, a browser, and people on both sides of it. */
export interface ConsoleStage {
  server: DemoServer;
  coach(name: string, options?: BrowserContextOptions & { to?: string }): Promise<Seat>;
  /** A visitor without a browser, so that a test looks at one side alone. */
  visitor(): Client;
  close(): Promise<void>;
}

/** @param executablePath Chromium */
export async function createConsoleStage(
  executablePath: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<ConsoleStage> {
  const [browser, server]: [Browser, DemoServer] = await Promise.all([
    launchChromium(executablePath),
    serveDemo({ settings }),
  ]);
  const visitors: Client[] = [];
  return {
    server,
    async coach(name, { to = '/', ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1_360, height: 820 },
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      const problems = watchProblems(page);
      const response = await fetch(`${server.address}/demo/coach-token?name=${encodeURIComponent(name)}`);
      const { token } = (await response.json()) as { token: string };
      await page.goto(`${server.address}/console#token=${token}&to=${to}`);
      return { page, problems };
    },
    visitor() {
      const client = createClient({
        community: 'demo',
        transport: createWebSocketTransport({ url: server.address, WebSocket }),
        storage: createMemoryStorage(),
      });
      visitors.push(client);
      return client;
    },
    async close() {
      await Promise.all([browser.close(), ...visitors.map((client) => client.close())]);
      await server.close();
    },
  };
}
