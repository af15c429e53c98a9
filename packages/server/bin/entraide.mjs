#!/usr/bin/env node
import { existsSync } from 'node:fs';

const cli = new URL('../dist/cli.js', import.meta.url);
if (existsSync(cli)) {
  await import(cli.href);
} else {
  console.error('unable to run entraide; it is not built yet. Run this once in the checkout: npm run build');
  process.exitCode = 1;
}
