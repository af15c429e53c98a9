import { type Browser, chromium } from 'playwright-core';

/** Without a sandbox, because tests run as root in containers; and quiet, so that nothing but the page is loaded. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @param executablePath what `inject('services').chromium` says */
export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args, headless: true });
