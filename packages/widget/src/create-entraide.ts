import { addElement, defineElement } from './launcher/entraide-chat-element.js';
import { loadChat } from './load-chat.js';
import type { Entraide, WidgetOptions } from './widget-options.js';

/** Puts a chat window into the page, from an application that is bundled. A script tag needs none of this. */
export function createEntraide(options: WidgetOptions): Entraide {
  defineElement({ load: loadChat });
  return addElement(options);
}
