import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { NotifySettings } from '../notify/notify-options.js';
import { createSmtpTransport } from '../notify/smtp-transport.js';
import type { Deployment } from './deployment.js';
import type { Finding } from './doctor-checks.js';

const answerWithinMs = 5_000;

/** Whether webhooks and mail servers can be reached from here. Connects, and sends nothing. Nothing to say without any. */
export async function checkNotify({ settings }: Deployment): Promise<Finding[]> {
  const { communities, server } = settings;
  const all = new Set(communities.flatMap(({ notify = server.notify }) => (notify ? [notify] : [])));
  return (await Promise.all([...all].map(checkOne))).flat();
}

async function checkOne({ webhook, email }: NotifySettings): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (webhook) {
    const todo = 'Nobody is told through the webhook while it cannot be reached: check notify.webhook.url.';
    const { host } = new URL(webhook.url);
    findings.push(
      webhook.secret === undefined
        ? missing('webhook', 'ENTRAIDE_WEBHOOK_SECRET')
        : await find('webhook', host, todo, () => reach(webhook.url)),
    );
  }
  if (email) {
    const { smtp } = email;
    const todo =
      'No letter leaves while the mail server cannot be reached or refuses the password: check ENTRAIDE_SMTP_URL.';
    findings.push(
      smtp === undefined
        ? missing('e-mail', 'ENTRAIDE_SMTP_URL')
        : await find('e-mail', new URL(smtp).host, todo, () => createSmtpTransport(smtp).verify()),
    );
  }
  return findings;
}

const missing = (check: string, variable: string): Finding => ({
  check,
  verdict: 'fail',
  found: `${variable} is not set`,
  todo: `Set ${variable}, or the settings file's own.`,
});

async function find(check: string, host: string, todo: string, task: () => Promise<unknown>): Promise<Finding> {
  try {
    await task();
    return { check, verdict: 'ok', found: `${host}, reachable` };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { check, verdict: 'fail', found: `${host}: ${code ?? message}`, todo };
  }
}

/** Opens a connection, as far as the request would start. */
function reach(url: string): Promise<void> {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isTls = protocol === 'https:';
  return new Promise((resolve, reject) => {
    const place = { host, port: Number(port) || (isTls ? 443 : 80), timeout: answerWithinMs };
    const socket = isTls ? connectTls({ ...place, servername: host }) : connect(place);
    const end = (error?: Error) => {
      socket.destroy();
      if (error) reject(error);
      else resolve();
    };
    socket.once(isTls ? 'secureConnect' : 'connect', () => end());
    socket.once('error', end);
    socket.once('timeout', () => end(new Error('it did not answer in time')));
  });
}
