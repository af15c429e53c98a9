import type { ChatParts, LoadChat } from '../chat-contract.js';
import type { Entraide, WidgetOptions } from '../widget-options.js';
import { addElement, defineElement } from './entraide-chat-element.js';
import { readAttributes } from './read-attributes.js';

/** What is loaded later, from this script's own address, as the build named it: `widget/chat-0123456789.js …` */
declare const CHAT_FILES: string;

interface EntraideGlobal extends Entraide {
  /** One more window, of another community perhaps. */
  create(options: WidgetOptions): Entraide;
}

declare global {
  var entraide: EntraideGlobal | undefined;
}

const script = document.currentScript as HTMLScriptElement | null;
const base = script?.src || location.href;

const load: LoadChat = async (language) => {
  const wanted = new RegExp(`/(chat|${language})-`);
  const files = CHAT_FILES.split(' ').filter((file) => wanted.test(file));
  const fetched = files.map((file) => import(new URL(file, base).href));
  const [chat, texts] = (await Promise.all(fetched)) as [Pick<ChatParts, 'mountChat'>, Omit<ChatParts, 'mountChat'>];
  return { ...chat, ...texts };
};

/** The window of a script tag, and the global `entraide`, which is that of the first one. */
function begin(): void {
  const server = new URL('.', base).href;
  defineElement({ load, server });
  const create = (options: WidgetOptions) => addElement({ server, ...options });
  const said = readAttributes((name) => script?.getAttribute(`data-${name}`) ?? null);
  const own = said.community ? create(said) : undefined;
  globalThis.entraide ??= { ...(own as Entraide), create };
}

if (document.body) begin();
else document.addEventListener('DOMContentLoaded', begin);
