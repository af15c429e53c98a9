import type { ChatTexts, Language, Texts } from './texts/texts.js';
import type { EntraideEvents, WidgetOptions } from './widget-options.js';

/** What the launcher gives the chat, which is loaded later. */
export interface ChatHost {
  readonly options: Readonly<WidgetOptions & { server: string; locale: string }>;
  readonly texts: Texts;
  readonly container: HTMLElement;
  /** A few faces for the window's head. */
  faces(n: number): Element[];
  /** Returns how to replace them. */
  addStyles(css: string): (css: string) => void;
  emit<E extends keyof EntraideEvents>(event: E, detail: EntraideEvents[E]): void;
  close(): void;
  /** How many messages came while the window was closed. */
  setUnread(n: number): void;
  /** Whether something goes on that a next page should take up by itself. */
  setActive(isActive: boolean): void;
  page(): { url: string; title: string };
}

export interface MountedChat {
  /** The window was opened, by the visitor (who is then put where they can write), or by itself. */
  show(options: { isFocusWanted: boolean }): void;
  hide(): void;
  ask(question: { text: string; topic?: string }): void;
  setPage(page: { url: string; title: string }): void;
  destroy(): void;
}

/** What is fetched on intent: the code, and the words of one language. */
export interface ChatParts {
  mountChat(host: ChatHost): MountedChat;
  texts: ChatTexts;
  warm: Partial<ChatTexts>;
}

export type LoadChat = (language: Language) => Promise<ChatParts>;
