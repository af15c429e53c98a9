import type { LoadChat } from '../chat-contract.js';
import type { Entraide, WidgetOptions } from '../widget-options.js';
import { createWidget } from './create-widget.js';
import { readAttributes } from './read-attributes.js';

interface ElementContext {
  load: LoadChat;
  /** Where the script came from: the server, unless the element names another. */
  server?: string | undefined;
}

/** `<entraide-chat community="…">`, with the same settings as the script tag. */
export interface EntraideChatElement extends HTMLElement {
  /** Over the attributes; to be set before the element is put into the page. */
  options: Partial<WidgetOptions>;
  /** The window, while the element is in the page and names a community. */
  readonly entraide: Entraide | null;
}

const tag = 'entraide-chat';

/** Defines the element, once for a page. */
export function defineElement({ load, server }: ElementContext): void {
  if (customElements.get(tag)) return;
  customElements.define(
    tag,
    class extends HTMLElement implements EntraideChatElement {
      options: Partial<WidgetOptions> = {};
      #entraide: Entraide | null = null;

      get entraide(): Entraide | null {
        return this.#entraide;
      }

      connectedCallback(): void {
        const said = readAttributes((name) => this.getAttribute(name));
        const texts = { ...said.texts, ...this.options.texts };
        const options = { ...(server !== undefined && { server }), ...said, ...this.options, texts };
        if (this.#entraide) return;
        if (!options.community) throw new Error('unable to open a window; it names no community');
        this.#entraide = createWidget({
          root: this.shadowRoot ?? this.attachShadow({ mode: 'open' }),
          options,
          load,
          removed: () => {
            this.#entraide = null;
            this.remove();
          },
        });
      }

      disconnectedCallback(): void {
        this.#entraide?.destroy();
      }
    },
  );
}

/** Makes a window and puts it into the page. */
export function addElement(options: WidgetOptions): Entraide {
  const element = document.createElement(tag) as EntraideChatElement;
  element.options = options;
  document.body.append(element);
  return element.entraide as Entraide;
}
