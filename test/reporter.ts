/** Vitest reporter: the last lines of a run say which services did not answer, and what that cost. */
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { places, probeServices, serviceNames, suitesThatUse } from './probe.js';

export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** A module that does not load counts as one failure, so that a run can never look green by not starting. */
export function countTests(modules: readonly TestModule[], errors: readonly SerializedError[]): Totals {
  const totals: Totals = { passed: 0, failed: errors.length, skipped: 0 };
  for (const module of modules) {
    const states = [...module.children.allTests()].map((test) => test.result().state);
    for (const state of states) {
      if (state === 'passed') totals.passed += 1;
      else if (state === 'failed') totals.failed += 1;
      else totals.skipped += 1;
    }
    if (module.state() === 'failed' && !states.includes('failed')) totals.failed += 1;
  }
  return totals;
}

export async function missingServices(): Promise<string[]> {
  const services = await probeServices();
  return serviceNames
    .filter((name) => !services[name])
    .map((name) => {
      const suites = suitesThatUse(name);
      const cost = suites.length === 0 ? 'no suite uses it yet' : `skipped, or run on a stand-in: ${suites.join(', ')}`;
      return `  ${name}: nothing at ${places()[name].replace(/\/\/.*@/, '//')}; ${cost}`;
    });
}

export default class ServicesReporter implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): Promise<void> {
    const totals = countTests(modules, errors);
    const skippedIn = modules
      .filter((module) => countTests([module], []).skipped > 0)
      .map((module) => module.relativeModuleId);
    const missing = await missingServices();
    const lines = [
      ...(missing.length > 0 ? ['services that did not answer:', ...missing] : []),
      ...(skippedIn.length > 0 ? [`tests skipped in: ${skippedIn.join(', ')}`] : []),
    ];
    const report = process.env['ENTRAIDE_TEST_REPORT'];
    if (report) {
      // `npm test` is several runs: it gathers these and prints one closing summary.
      mkdirSync(path.dirname(report), { recursive: true });
      appendFileSync(report, `${JSON.stringify({ ...totals, lines })}\n`);
    } else if (lines.length > 0) {
      process.stdout.write(`\n${lines.join('\n')}\n`);
    }
  }
}
