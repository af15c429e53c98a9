import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ChatHost } from '../chat-contract.js';
import { count, fill, sayWait } from '../texts/phrase.js';
import type { Plural } from '../texts/texts.js';
import type { ChatState } from './chat-state.js';

/** What all parts of the window share. */
export interface ChatContext {
  host: ChatHost;
  state: ChatState;
}

export const HostContext = createContext<ChatContext | null>(null);

export function useChat(): ChatContext {
  const context = useContext(HostContext);
  if (!context) throw new Error('unable to find the window; there is none above');
  return context;
}

/** The words, and how to put names, numbers and waits into them. */
export function useWords() {
  const { texts, options } = useChat().host;
  const { locale } = options;
  return {
    texts,
    locale,
    fill,
    count: (phrase: Plural, n: number) => count(phrase, n, locale),
    wait: (waitMs: number) => sayWait(waitMs, locale),
  };
}
