import { count, fill, sayWait } from '../texts/phrase.js';
import type { LauncherTexts } from '../texts/texts.js';
import type { WidgetOptions } from '../widget-options.js';
import { makeFaces } from './faces.js';
import { make } from './make-element.js';
import type { Gate } from './watch-gate.js';

/** All that the closed launcher shows. */
export interface LauncherState {
  gate: Gate | null;
  isShown: boolean;
  isOpen: boolean;
  /** The chat is on its way, or didn't come. */
  loading: 'none' | 'busy' | 'failed';
  isGreeting: boolean;
  unread: number;
}

interface ViewOptions {
  options: WidgetOptions & { locale: string };
  texts: LauncherTexts;
  opened(): void;
  dismissed(): void;
  /** Somebody looks at it closely. */
  approached(): void;
}

export interface LauncherView {
  readonly dock: HTMLElement;
  readonly panel: HTMLElement;
  render(state: LauncherState): void;
  focus(): void;
}

/** The button in the corner, what it says by itself, and the empty window. */
export function createLauncherView({ options, texts, opened, dismissed, approached }: ViewOptions): LauncherView {
  const { look = 'faces', avatars, locale } = options;
  const faces = make('span', { class: 'faces' });
  const promise = make('span', { class: 'promise' });
  const action = make('span', { class: 'action' });
  const words = make('span', { class: 'words' }, make('b', {}, texts.title), promise, action);
  const button = make('button', { class: 'launcher', type: 'button', 'aria-haspopup': 'dialog' }, faces, words);
  const unread = make('span', { class: 'unread', role: 'status' });
  const accept = make('button', { type: 'button' });
  const dismiss = make('button', { type: 'button' }, texts.dismiss);
  const greeting = make('div', { class: 'greeting', role: 'status' }, accept, dismiss);
  const panel = make('div', { class: 'panel', role: 'dialog', 'aria-label': texts.title, tabindex: '-1' });
  const dock = make(
    'div',
    { class: 'dock', role: 'region', 'aria-label': texts.title },
    greeting,
    button,
    unread,
    panel,
  );
  for (const one of [button, accept]) one.addEventListener('click', opened);
  for (const sign of ['pointerenter', 'focus']) button.addEventListener(sign, approached);
  dismiss.addEventListener('click', dismissed);
  button.dataset['look'] = look;
  let shownFaces = -1;
  return {
    dock,
    panel,
    render({ gate, isOpen, isShown, loading, isGreeting, unread: n }) {
      const isFailed = loading === 'failed';
      const wait = look === 'faces' ? gate?.expectedWaitMs : undefined;
      const wanted = look === 'text' || !gate ? 0 : Math.min(look === 'portrait' ? 1 : 3, gate.coachesOnline);
      button.hidden = isOpen || !isShown;
      panel.hidden = !isOpen;
      greeting.hidden = isOpen || !isShown || !(isGreeting || isFailed);
      accept.textContent = isFailed ? texts.notLoaded : texts.greeting;
      unread.hidden = n === 0 || isOpen;
      unread.textContent = n > 0 ? count(texts.unread, n, locale) : '';
      button.ariaBusy = String(loading === 'busy');
      promise.textContent = wait === undefined ? texts.promise : fill(texts.responds, { time: sayWait(wait, locale) });
      action.textContent = gate?.open ? texts.action : texts.actionLater;
      if (wanted !== shownFaces) faces.replaceChildren(...makeFaces(wanted, avatars));
      shownFaces = wanted;
    },
    focus: () => button.focus(),
  };
}
