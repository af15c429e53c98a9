import type { Plugin } from 'esbuild';
export const inlineCss: Plugin;
