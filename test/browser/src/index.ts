export type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
export { type DemoOptions, type DemoServer, serveDemo } from './demo-server.js';
export { findBarriers } from './find-barriers.js';
export { launchChromium } from './launch-chromium.js';
export { watchProblems } from './watch-problems.js';
