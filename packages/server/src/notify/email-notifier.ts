import { createHash } from 'node:crypto';
import type { NodeLogEntry, Notification, Notifier } from '@entraide/core';
import { inLine, type WrittenCommunity, writeLetter } from './letter.js';
import { addressSchema } from './notify-options.js';
import { createSmtpTransport } from './smtp-transport.js';

export interface EmailNotifierOptions {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  smtp: string;
  /** An address, or a name and one: `Shoe Shop <help@shop.example>`. */
  from: string;
  /** Where hand-overs and redeemed rewards go. @defaultValue nowhere */
  support?: string | undefined;
  /** Where coaches answer; stands in each letter to them. */
  link?: string | undefined;
  /** What letters say of communities: their names, and what their topics are called. */
  communities?: readonly WrittenCommunity[];
  log?: (entry: NodeLogEntry) => void;
}

/**
 * Writes one plain letter for each notification, in English, French or Spanish, to the address that the coach stored.
 * Who has none gets none. A letter that is sent again has the same Message-ID. A mail server that refuses the address or
 * the letter for good (RFC 5321, 5yz) ends it; all else is tried again.
 */
export function createEmailNotifier(options: EmailNotifierOptions): Notifier {
  const { from, support, link, communities = [], log } = options;
  const transport = createSmtpTransport(options.smtp);
  return {
    async notify(notification, { signal } = {}) {
      signal?.throwIfAborted();
      const { id, community, person } = notification;
      const address = addressSchema.safeParse(person.kind === 'brand' ? support : person.email).data;
      if (address === undefined) {
        log?.({ level: 'debug', event: 'email_without_address', community, id });
        return;
      }
      const written = communities.find((one) => one.id === community) ?? { id: community };
      const { subject, text } = writeLetter(notification, { community: written, link });
      try {
        await transport.sendMail({
          from,
          to: { name: inLine(person.name), address },
          subject,
          text,
          messageId: messageId(notification, from),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Entraide-Notification': inLine(id) },
        });
      } catch (error) {
        const { code, responseCode } = error as { code?: string; responseCode?: number };
        // Without the cause: it quotes the address.
        if (!isFinal(code, responseCode))
          throw new Error(`unable to send the e-mail; ${responseCode ?? code ?? 'it failed'}`);
        log?.({ level: 'warn', event: 'email_refused', community, id, status: responseCode });
      }
    },
  };
}

/** Refused for good: this address, or this letter. A password that is refused is the operator's to mend. */
const isFinal = (code: string | undefined, status = 0) =>
  (code === 'EENVELOPE' || code === 'EMESSAGE') && status >= 500 && status < 600;

/** RFC 5322: unique, and here also the same for each attempt, so that mail programs show one. */
function messageId({ id }: Notification, from: string): string {
  const domain = /@([^@<>\s]+?)>?$/.exec(from)?.[1] ?? 'entraide.invalid';
  return `<${createHash('sha256').update(id).digest('hex').slice(0, 40)}@${domain}>`;
}
