import type { Texts } from './texts/texts.js';

/** Something that a visitor may ask about. */
export interface WidgetTopic {
  /** As the community declares it. */
  id: string;
  label: string;
}

/** When the widget speaks first. */
export interface GreetRule {
  /** How long the visitor has been on the page, in milliseconds. */
  afterMs: number;
  /** Paths on which it greets, with `*` at the end for all below: `/shoes/*`. @defaultValue on all */
  pages?: readonly string[];
}

/** One community's window on one page. */
export interface WidgetOptions {
  /** The community's id. */
  community: string;
  /** The server's address. @defaultValue where the script came from */
  server?: string;
  /** A BCP 47 tag. @defaultValue the page's, then the browser's */
  locale?: string;
  /** Preselected, and what availability is asked for. */
  topic?: string;
  /** To choose from before asking. */
  topics?: readonly WidgetTopic[];
  /** `portrait`: one face and an invitation · `text`: words alone · `faces`: up to three, and how fast they answer. */
  look?: 'portrait' | 'text' | 'faces';
  /** `warm` is less formal. @defaultValue plain */
  tone?: 'plain' | 'warm';
  /** Up to three pictures of coaches; no more are shown than are online. @defaultValue drawn ones */
  avatars?: readonly string[];
  /** The brand's colour, `#rrggbb`; what is written on it and in it stays readable. */
  accent?: string;
  side?: 'start' | 'end';
  /** @defaultValue auto: as the visitor's system has it */
  theme?: 'auto' | 'light' | 'dark';
  /** What visitors see while nobody is there. @defaultValue hide */
  whenClosed?: 'hide' | 'later';
  greet?: GreetRule;
  /** Where somebody who wants to help others goes, after a good conversation. */
  helpUrl?: string;
  /** Any text in other words, or in another language: `title`, `promise`, `action`… */
  texts?: Partial<Texts>;
}

/** What a page may do with a window. */
export interface Entraide {
  readonly community: string;
  /** Opens the window, also while nobody is there: a question can be left. */
  open(): void;
  close(): void;
  /** Opens the window with this question in it; the visitor sends it. */
  ask(question: { text: string; topic?: string }): void;
  /** Where the visitor is, in a shop that changes pages without loading them. */
  setPage(page: { url: string; title: string }): void;
  /** Calls back until the returned function is called. */
  on<E extends keyof EntraideEvents>(event: E, listener: (detail: EntraideEvents[E]) => void): () => void;
  /** Removes it from the page. What was asked stays asked. */
  destroy(): void;
}

/** What a page may want to know, for its own numbers. None of it says what people wrote. */
export interface EntraideEvents {
  opened: Record<never, never>;
  closed: Record<never, never>;
  greeted: Record<never, never>;
  dismissed: Record<never, never>;
  asked: { conversationId: string; later: boolean };
  claimed: { conversationId: string };
  messageReceived: { conversationId: string };
  ended: { conversationId: string; outcome: string };
  thanked: { conversationId: string };
  rated: { conversationId: string; stars: number };
  /** They want to answer others, too. */
  volunteered: Record<never, never>;
}
