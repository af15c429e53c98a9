import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What assistive technology would stumble over, rule by rule; shadow roots included. */
export async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join()}`);
}
