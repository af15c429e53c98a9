import type { Texts } from '../texts/texts.js';
import type { WidgetOptions } from '../widget-options.js';

/** Settings that are a word or an address, by their attributes' names. */
const plain = ['server', 'locale', 'topic', 'look', 'tone', 'accent', 'side', 'theme', 'when-closed', 'help-url'];

/** A setting that isn't JSON is as good as none: the page of a shop must not break over it. */
function json<T>(value: string | null): T | undefined {
  try {
    return value ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}

/** The options as attributes say them: `data-when-closed` on the script, `when-closed` on the element. */
export function readAttributes(read: (name: string) => string | null): WidgetOptions {
  // What isn't said is absent, so that it hides nothing that is said elsewhere.
  const said: Record<string, unknown> = { community: read('community') };
  const take = (name: string, value: unknown) => {
    if (value) said[name.replace(/-./, ([, letter]) => (letter as string).toUpperCase())] = value;
  };
  const list = (name: string) => read(name)?.split(/\s+/);
  for (const name of plain) take(name, read(name));
  take('topics', json(read('topics')));
  take('avatars', list('avatars'));
  const texts: Record<string, unknown> = { ...json<Partial<Texts>>(read('texts')) };
  for (const name of ['title', 'promise', 'action']) if (read(name)) texts[name] = read(name);
  take('texts', texts);
  const afterS = read('greet-after');
  const pages = list('greet-on');
  if (afterS) said['greet'] = { afterMs: Number(afterS) * 1_000, ...(pages && { pages }) };
  return said as unknown as WidgetOptions;
}
