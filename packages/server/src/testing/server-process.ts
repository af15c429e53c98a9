import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { shop } from './create-test-server.js';
import type { StorageSubject } from './storage-subjects.js';

export interface ServerProcess {
  url: string;
  readonly exited: Promise<NodeJS.Signals | number | null>;
  stop(): Promise<void>;
}

/** Starts `launch-server.mjs`; with `killAfter`, it dies right after it has committed that command. */
export async function launchServer(options: {
  place: StorageSubject['place'];
  killAfter?: string;
}): Promise<ServerProcess> {
  const launcher = path.join(import.meta.dirname, 'launch-server.mjs');
  // Without vitest's own conditions in NODE_OPTIONS: this one runs what is built.
  const env = { PATH: process.env['PATH'], ENTRAIDE_TEST: JSON.stringify({ community: shop, ...options }) };
  const child = spawn(process.execPath, [launcher], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit').then(([code, signal]) => signal ?? code);
  const url = await Promise.race([
    firstLine(child),
    exited.then((status) => Promise.reject(new Error(`exit ${status}`))),
  ]);
  return {
    url,
    exited,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** What a process says first on its standard output. */
export async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0] as string;
}
