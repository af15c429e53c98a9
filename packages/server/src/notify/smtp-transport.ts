import { createTransport } from 'nodemailer';
import { isLoopbackName } from './notify-options.js';

const answerWithinMs = 10_000;

/**
 * A mail server by its URL: `smtps://` is encrypted from the start, `smtp://` has to become so (STARTTLS) before anything
 * is said, but on this machine. `?tls=off` lets a relay of one's own network go without.
 */
export function createSmtpTransport(smtp: string) {
  const { protocol, hostname, port, username, password, searchParams } = new URL(smtp);
  const isPlain = isLoopbackName(hostname) || searchParams.get('tls') === 'off';
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    secure: protocol === 'smtps:',
    requireTLS: protocol === 'smtp:' && !isPlain,
    ignoreTLS: protocol === 'smtp:' && isPlain,
    ...(port && { port: Number(port) }),
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: answerWithinMs,
    greetingTimeout: answerWithinMs,
    socketTimeout: answerWithinMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
