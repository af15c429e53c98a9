/** Questions from these pages are about this topic. */
export interface PageRule {
  /** Of the URL's path, whole: `/shoes/*`. A `*` stands for any characters, slashes too, or none. */
  pattern: string;
  topic: string;
}

/** The topic of the first rule that the page's path matches; null for no rule, and for what is no URL. */
export function topicOfPage(pages: readonly PageRule[], url: string): string | null {
  const path = pathOf(url);
  if (path === null) return null;
  return pages.find(({ pattern }) => matches(pattern, path))?.topic ?? null;
}

/** The path without query and fragment, of a whole URL or of one that starts at its path. */
function pathOf(url: string): string | null {
  const path = /^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*)?(\/[^?#]*)?(?:[?#]|$)/.exec(url);
  if (!path || url === '') return null;
  return readable(path[1] ?? '/');
}

/** A path as people write it in a rule: `/schuhe/grün`, not `/schuhe/gr%C3%BCn`. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Greedy with one point to return to, so that no pattern takes longer than both lengths multiplied. */
function matches(pattern: string, path: string): boolean {
  const wanted = readable(pattern);
  let [at, next, star, from] = [0, 0, -1, 0];
  while (at < path.length) {
    if (wanted[next] === '*') [star, from, next] = [next, at, next + 1];
    else if (wanted[next] === path[at]) [at, next] = [at + 1, next + 1];
    else if (star < 0) return false;
    else [from, at, next] = [from + 1, from + 1, star + 1];
  }
  while (wanted[next] === '*') next += 1;
  return next === wanted.length;
}
