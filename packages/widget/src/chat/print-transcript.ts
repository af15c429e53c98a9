import type { Message } from '@entraide/client';
import type { Texts } from '../texts/texts.js';

interface PrintOptions {
  texts: Pick<Texts, 'you' | 'erased'>;
  locale: string;
  /** How the coach is called. */
  coach: string;
}

/** A conversation as plain text, for the visitor to keep. */
export function printTranscript(messages: readonly Message[], { texts, locale, coach }: PrintOptions): string {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
  const lines = messages.map(({ at, isMine, by, text }) => {
    const who = isMine ? texts.you : by.name || coach;
    return `[${time.format(at)}] ${who}: ${text ?? texts.erased}`;
  });
  return `${lines.join('\n')}\n`;
}
