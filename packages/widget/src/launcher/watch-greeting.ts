import type { GreetRule } from '../widget-options.js';

const matches = (pattern: string, path: string): boolean =>
  pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;

/** Whether the rule is about this page. */
export const isGreeted = ({ pages }: GreetRule, url: string): boolean => {
  const { pathname } = new URL(url, location.href);
  return !pages || pages.some((pattern) => matches(pattern, pathname));
};

/** Calls back once the visitor has been on such a page for long enough; `moved` begins anew. */
export function watchGreeting(
  rule: GreetRule | undefined,
  due: () => void,
): { moved(url: string): void; stop(): void } {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  return {
    moved(url) {
      stop();
      if (rule && isGreeted(rule, url)) timer = window.setTimeout(due, rule.afterMs);
    },
    stop,
  };
}
