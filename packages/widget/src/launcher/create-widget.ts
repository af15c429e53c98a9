import { countDemand } from '@entraide/client';
import type { LoadChat } from '../chat-contract.js';
// biome-ignore lint/correctness/useImportExtensions: it has one, and says that it is wanted as text.
import launcherCss from '../styles/launcher.css?inline';
import { launcherTexts, warmLauncherTexts } from '../texts/launcher-texts.js';
import type { LauncherTexts } from '../texts/texts.js';
import type { Entraide, WidgetOptions } from '../widget-options.js';
import { addStyles } from './add-styles.js';
import { type ChatHolder, createChatHolder } from './chat-holder.js';
import { createEvents, type Events } from './create-events.js';
import { derivePalette } from './derive-palette.js';
import { makeFaces } from './faces.js';
import { createLauncherView, type LauncherState, type LauncherView } from './launcher-view.js';
import { createMemory, type Memory } from './memory.js';
import { directionOf, pickLanguage } from './pick-language.js';
import { watchGate } from './watch-gate.js';
import { watchGreeting } from './watch-greeting.js';

export interface WidgetParts {
  root: ShadowRoot;
  options: WidgetOptions;
  load: LoadChat;
  removed(): void;
}

type Question = Parameters<Entraide['ask']>[0];
type CompleteOptions = WidgetOptions & { server: string; locale: string };

export function createWidget({ root, options: given, load, removed }: WidgetParts): Entraide {
  const options = completeOptions(given);
  const { community } = options;
  const texts = textsOf(options);
  const { emit, on } = createEvents();
  const tab = createMemory('sessionStorage', community);
  const browser = createMemory('localStorage', community);
  let page = { url: location.href, title: document.title };
  const state = createState((next) => view.render(next), options, browser);
  const view: LauncherView = createLauncherView({
    options,
    texts,
    opened: () => door.open(),
    dismissed() {
      state.update({ isGreeting: false, loading: 'none' });
      view.focus();
      emit('dismissed', {});
    },
    approached: () => holder.preload(),
  });
  const host = {
    options,
    container: view.panel,
    faces: (n: number) => makeFaces(n, options.avatars),
    addStyles: (css: string) => addStyles(root, css),
    emit,
    close: () => door.close(),
    setUnread: (unread: number) => state.update({ unread }),
    setActive: (isActive: boolean) => {
      browser.write('active', isActive ? '1' : null);
      state.update({});
    },
    page: () => page,
  };
  const holder: ChatHolder = createChatHolder({ load, texts, host });
  const door = createDoor({ state, view, holder, tab, emit });
  const greeting = watchGreeting(options.greet, () => greetOnce({ state, browser, emit }));
  addStyles(root, launcherCss + paletteCss(options.accent));
  root.append(dress(view.dock, options));
  state.update({});
  greeting.moved(page.url);
  const stopWatching = watchGate(options, (gate) => {
    if (gate && !gate.open) countOnce(tab, options);
    state.update({ gate });
  });
  // What goes on is taken up on each page.
  if (tab.read('open')) void door.show(false);
  else if (browser.read('active')) holder.use().catch(() => undefined);

  return {
    community,
    open: door.open,
    close: door.close,
    ask: (question) => door.open(question),
    setPage(next) {
      page = next;
      greeting.moved(next.url);
      holder.chat?.setPage(next);
    },
    on,
    destroy() {
      stopWatching();
      greeting.stop();
      holder.destroy();
      view.dock.remove();
      removed();
    },
  };
}

interface GreetParts {
  state: ReturnType<typeof createState>;
  browser: Memory;
  emit: Events['emit'];
}

/** Speaks first, once in a browser's life. */
function greetOnce({ state: { get, update }, browser, emit }: GreetParts): void {
  if (!get().gate?.open || get().isOpen || browser.read('greeted')) return;
  browser.write('greeted', '1');
  update({ isGreeting: true });
  emit('greeted', {});
}

interface DoorParts {
  state: ReturnType<typeof createState>;
  view: LauncherView;
  holder: ChatHolder;
  tab: Memory;
  emit: Events['emit'];
}

/** Opens and closes; the tab remembers that it is open. */
function createDoor({ state: { get, update }, view, holder, tab, emit }: DoorParts) {
  const show = async (isFocusWanted: boolean, question?: Question) => {
    tab.write('open', '1');
    update({ loading: 'busy', isGreeting: false });
    try {
      const chat = await holder.use();
      update({ isOpen: true, loading: 'none', unread: 0 });
      if (question) chat.ask(question);
      chat.show({ isFocusWanted });
    } catch {
      update({ loading: 'failed' });
    }
  };
  return {
    show,
    open(question?: Question) {
      if (!get().isOpen) emit('opened', {});
      if (!get().isOpen || question) void show(true, question);
    },
    close() {
      if (!get().isOpen) return;
      tab.write('open', null);
      update({ isOpen: false });
      holder.chat?.hide();
      view.focus();
      emit('closed', {});
    },
  };
}

/** It is worth a place on the page while somebody is there, and as long as something goes on. */
function createState(render: (state: LauncherState) => void, { whenClosed }: WidgetOptions, browser: Memory) {
  let state: LauncherState = {
    gate: null,
    isShown: false,
    isOpen: false,
    loading: 'none',
    isGreeting: false,
    unread: 0,
  };
  return {
    get: () => state,
    update(change: Partial<LauncherState>) {
      state = { ...state, ...change };
      state.isShown =
        !!state.gate?.open ||
        (whenClosed === 'later' && !!state.gate) ||
        state.loading !== 'none' ||
        browser.read('active') !== null;
      render(state);
    },
  };
}

/** Demand that met a closed window: once for a visit. */
function countOnce(tab: Memory, { server: url, community, topic }: CompleteOptions): void {
  if (tab.read('counted')) return;
  tab.write('counted', '1');
  countDemand({ url, community, topic });
}

function completeOptions(options: WidgetOptions): CompleteOptions {
  const locale = options.locale || document.documentElement.lang || navigator.language || 'en';
  return { ...options, locale, server: new URL(options.server ?? '/', location.href).href.replace(/\/$/, '') };
}

function textsOf({ locale, tone, texts }: CompleteOptions): LauncherTexts {
  const language = pickLanguage(locale);
  return { ...launcherTexts[language], ...(tone === 'warm' && warmLauncherTexts[language]), ...texts };
}

/** Language and direction are those of the words, which may be the page's own. */
function dress(dock: HTMLElement, { locale, side = 'end', theme = 'auto', texts }: CompleteOptions): HTMLElement {
  const isOwn = Object.keys(texts ?? {}).length > 0;
  dock.lang = isOwn || pickLanguage(locale) !== 'en' ? locale : 'en';
  dock.dir = directionOf(dock.lang);
  dock.dataset['side'] = side;
  dock.dataset['theme'] = theme;
  return dock;
}

function paletteCss(accent: string | undefined): string {
  const { accent: ground, onAccent, accentInk, accentGlow } = derivePalette(accent);
  return `.dock{--accent:${ground};--on-accent:${onAccent};--strong:light-dark(${accentInk},${accentGlow})}`;
}
