// A server in a process of its own, which may die by SIGKILL right after a commit: everything is stored, and nobody is
// told. It runs what is built, as users do. Settings come as JSON in ENTRAIDE_TEST.
import { views } from '@entraide/core';
import { createPostgresStorage, createServer, createSqliteStorage } from '@entraide/server';

const { community, place, killAfter } = JSON.parse(process.env.ENTRAIDE_TEST);
const storage = place.file
  ? createSqliteStorage({ file: place.file, views })
  : createPostgresStorage({ ...place, views, poolMax: 4 });
const deadly = {
  ...storage,
  async commit(commit) {
    const outcome = await storage.commit(commit);
    if (commit.command?.id === killAfter && outcome.status === 'committed') process.kill(process.pid, 'SIGKILL');
    return outcome;
  },
};
const server = createServer({ storage: deadly, communities: [community] });
const { url } = await server.listen({ port: 0 });
process.stdout.write(`${url}\n`);
process.on('SIGTERM', async () => {
  await server.close();
  await storage.close();
});
