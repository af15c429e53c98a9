import * as z from 'zod';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const secretPrefix = 'whsec_';

/** Whether a host name is this machine, where nothing can listen in between. */
export const isLoopbackName = (hostname: string) => loopback.test(hostname);

const urlOf = (protocols: readonly string[]) => (text: string) => {
  const { protocol } = URL.canParse(text) ? new URL(text) : { protocol: '' };
  return protocols.includes(protocol);
};

const httpsUrl = z.string().refine(
  (text) => {
    if (!urlOf(['https:', 'http:'])(text)) return false;
    const { protocol, hostname, username, password } = new URL(text);
    return username === '' && password === '' && (protocol === 'https:' || isLoopbackName(hostname));
  },
  { error: 'must be an https URL without a user or a password' },
);

const isSecret = (text: string) => {
  const base64 = text.startsWith(secretPrefix) ? text.slice(secretPrefix.length) : text;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 && bytes.length >= 24 && bytes.length <= 64;
};

/** A secret as Standard Webhooks has it: 24 to 64 random bytes. */
export const webhookSecretSchema = z.string().refine(isSecret, {
  error: 'must be whsec_ and 24 to 64 bytes in base64; make one with: echo "whsec_$(openssl rand -base64 32)"',
});

export const smtpUrlSchema = z
  .string()
  .refine((text) => urlOf(['smtp:', 'smtps:'])(text) && new URL(text).hostname !== '', {
    error: 'must be an smtp:// or smtps:// URL, such as smtps://user:password@mail.example',
  });

export const addressSchema = z.email().max(254);

const sender = z.string().refine(
  (text) => {
    const [, name, address] = /^([^<>\p{Cc}]{0,100})<([^<>]+)>$/u.exec(text) ?? [undefined, '', text];
    return name !== undefined && addressSchema.safeParse(address).success;
  },
  { error: 'must be an e-mail address, or a name and one: Shoe Shop <help@shop.example>' },
);

/** Where a community's notifications go. */
export const notifySchema = z.strictObject({
  /** A signed POST for each notification. */
  webhook: z
    .strictObject({
      url: httpsUrl,
      /** What it is signed with. @defaultValue the environment's ENTRAIDE_WEBHOOK_SECRET */
      secret: webhookSecretSchema.optional(),
    })
    .optional(),
  /** A letter to each coach who gave an address. */
  email: z
    .strictObject({
      /** The mail server; the user and password in it are escaped as in any URL. @defaultValue the environment's ENTRAIDE_SMTP_URL */
      smtp: smtpUrlSchema.optional(),
      from: sender,
      /** Where hand-overs go. @defaultValue nowhere */
      support: addressSchema.optional(),
      /** Where coaches answer; stands in each letter to them. */
      link: httpsUrl.optional(),
    })
    .optional(),
});

/** Where a community's notifications go: a webhook, letters, or both. */
export type NotifyOptions = z.input<typeof notifySchema>;
/** The same, checked. */
export type NotifySettings = z.output<typeof notifySchema>;
