import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { NotifyOptions } from '../notify/notify-options.js';
import { parseSettings } from '../settings/parse-settings.js';
import { createMailReceiver } from '../testing/mail-receiver.js';
import { createWebhookReceiver } from '../testing/webhook-receiver.js';
import { type Deployment, resolveDeployment } from './deployment.js';
import { checkNotify } from './doctor-notify.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const from = 'help@shop.example';
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const deploymentOf = (...notify: NotifyOptions[]) => {
  const communities = notify.map((own, n) => ({ id: `shop-${n}`, notify: own }));
  return { settings: parseSettings(communities, 'a test') } as Deployment;
};

it('has nothing to say where nobody is notified', async () => {
  expect(await checkNotify(deploymentOf())).toEqual([]);
});

it('connects to each receiver, and sends nothing', async () => {
  const hook = await createWebhookReceiver();
  const mail = await createMailReceiver();
  closing.push(hook.close, mail.close);
  const findings = await checkNotify(
    deploymentOf({ webhook: { url: hook.url, secret } }, { email: { smtp: mail.url, from } }),
  );
  expect(findings).toMatchObject([
    { check: 'webhook', verdict: 'ok' },
    { check: 'e-mail', verdict: 'ok' },
  ]);
  expect([hook.requests, mail.mails]).toEqual([[], []]);
});

it('says what cannot be reached, and which secret is missing, without any secret', async () => {
  const hook = await createWebhookReceiver();
  const mail = await createMailReceiver();
  await hook.close();
  await mail.close();
  const smtp = mail.url.replace('//', '//ben:canary@');
  const findings = await checkNotify(
    deploymentOf(
      { webhook: { url: hook.url, secret }, email: { smtp, from } },
      { webhook: { url: hook.url }, email: { from } },
    ),
  );
  expect(findings.map(({ check, verdict, found }) => `${check} ${verdict} ${found.split(': ').pop()}`)).toEqual([
    'webhook fail ECONNREFUSED',
    expect.stringMatching(/^e-mail fail E(SOCKET|CONNREFUSED|CONNECTION)$/),
    'webhook fail ENTRAIDE_WEBHOOK_SECRET is not set',
    'e-mail fail ENTRAIDE_SMTP_URL is not set',
  ]);
  expect(JSON.stringify(findings)).not.toContain('canary');
  expect(JSON.stringify(findings)).not.toContain(secret);
});

it('the environment gives the secrets that the settings leave out, and is told when one is no secret', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'entraide-notify-'));
  closing.push(async () => rmSync(folder, { recursive: true }));
  const notify = "{ webhook: { url: 'https://hooks.example/' }, email: { from: 'help@shop.example' } }";
  writeFileSync(path.join(folder, 'entraide.config.mjs'), `export default { id: 'shop', notify: ${notify} };`);
  const resolve = (env: NodeJS.ProcessEnv) => resolveDeployment({}, { env, cwd: folder });
  const env = { ENTRAIDE_WEBHOOK_SECRET: secret, ENTRAIDE_SMTP_URL: 'smtps://mail.example' };
  const { settings } = await resolve(env);
  expect(settings.communities[0]?.notify).toMatchObject({
    webhook: { secret },
    email: { smtp: 'smtps://mail.example' },
  });
  await expect(resolve({ ...env, ENTRAIDE_WEBHOOK_SECRET: 'canary' })).rejects.toThrow(
    /^unable to use ENTRAIDE_WEBHOOK_SECRET; it must be whsec_ and 24 to 64 bytes(?!.*canary)/,
  );
});
