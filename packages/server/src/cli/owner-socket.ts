import { chmodSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import path from 'node:path';

/** Where a running server of this data folder listens to its operator: for whoever may read the folder. */
const socketOf = (dataDir: string) => path.join(dataDir, 'operator.sock');

/** What an operator may ask of a running server, by name; resolves to what is told them. */
export type OwnerTasks = Readonly<Record<string, (input: { file: string }) => Promise<string> | string>>;

/** Listens on a local socket of mode 0600. Resolves to what closes it, or null where none can be made. */
export function listenToOwner(dataDir: string, tasks: OwnerTasks): Promise<(() => Promise<void>) | null> {
  const file = socketOf(dataDir);
  // The lock of the database says that no other server is here: what is left is a dead one's.
  rmSync(file, { force: true });
  const server = createServer(async (asked, answer) => {
    let body = '';
    for await (const chunk of asked) body += String(chunk);
    try {
      const task = tasks[(asked.url ?? '').slice(1)];
      if (!task) throw new Error('unable to do that; this release does not know it');
      answer.end(await task(JSON.parse(body) as { file: string }));
    } catch (error) {
      answer.statusCode = 400;
      answer.end((error as Error).message);
    }
  });
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    const mask = process.umask(0o177);
    server.listen(file, () => {
      process.umask(mask);
      chmodSync(file, 0o600);
      resolve(() => new Promise((closed) => server.close(() => closed())));
    });
  });
}

/** Asks the server that runs on this folder. Resolves null where none does; rejects with what it says is wrong. */
export function askOwner(dataDir: string, task: string, input: { file: string }): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: socketOf(dataDir), path: `/${task}`, method: 'POST' }, async (answer) => {
      let text = '';
      for await (const chunk of answer) text += String(chunk);
      if (answer.statusCode === 200) resolve(text);
      else reject(new Error(text));
    });
    asked.on('error', ({ code }: NodeJS.ErrnoException) =>
      code === 'ENOENT' || code === 'ECONNREFUSED'
        ? resolve(null)
        : reject(new Error(`unable to ask the server; ${code}`)),
    );
    asked.end(JSON.stringify(input));
  });
}
