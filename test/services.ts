/** Vitest global setup: provides `services`; with ENTRAIDE_REQUIRE_SERVICES=1 a missing one that a suite needs fails the run. */
import type { TestProject } from 'vitest/node';
import { places, probeServices, serviceNames, suitesThatUse } from './probe.js';

let probed: ReturnType<typeof probeServices> | undefined;

export default async function setup(project: TestProject): Promise<void> {
  probed ??= probeServices();
  const services = await probed;
  if (process.env['ENTRAIDE_REQUIRE_SERVICES'] === '1') {
    const missing = serviceNames.filter((name) => !services[name] && suitesThatUse(name).length > 0);
    if (missing.length > 0) {
      const where = missing.map((name) => `${name} at ${new URL(places()[name], 'file:///').host || places()[name]}`);
      throw new Error(
        `unable to run the tests; ENTRAIDE_REQUIRE_SERVICES=1 and nothing answers as ${where.join(', ')}`,
      );
    }
  }
  project.provide('services', services);
}
