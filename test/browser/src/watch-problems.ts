import type { Page } from 'playwright-core';

/** What the page's browser complains of from now on: errors and warnings of its console, and what nobody caught. */
export function watchProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  return problems;
}
