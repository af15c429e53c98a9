import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A letter as it arrived. */
export interface ReceivedMail {
  /** Addresses of the envelope. */
  to: string[];
  /** By lower-case name, unfolded. */
  headers: Record<string, string>;
  raw: string;
}

/** A mail server of this machine. */
export interface MailReceiver {
  /** `smtp://127.0.0.1:port` */
  url: string;
  mails: ReceivedMail[];
  /** The SMTP code that answers a recipient; null takes it. */
  refuses: number | null;
  close(): Promise<void>;
}

export async function createMailReceiver(options: SMTPServerOptions = {}): Promise<MailReceiver> {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(_, __, done) {
      if (receiver.refuses === null) done();
      else done(Object.assign(new Error('not now'), { responseCode: receiver.refuses }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const raw = Buffer.concat(chunks).toString();
        receiver.mails.push({ to: envelope.rcptTo.map(({ address }) => address), headers: headersOf(raw), raw });
        done();
      });
    },
    ...options,
  });
  // Clients that hang up are part of the tests.
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const receiver: MailReceiver = {
    url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    mails: [],
    refuses: null,
    close: () => new Promise((resolve) => smtp.close(resolve)),
  };
  return receiver;
}

function headersOf(raw: string): Record<string, string> {
  const [head = ''] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(': ');
      return [name.toLowerCase(), value.join(': ')];
    }),
  );
}
