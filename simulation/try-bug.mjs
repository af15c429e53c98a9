// Lives worlds of a bundle until one breaks a promise: `node try-bug.mjs BUNDLE SEEDS`. Prints what it found as JSON.
import { pathToFileURL } from 'node:url';

const [bundle, seeds] = process.argv.slice(2);
const { simulate } = await import(pathToFileURL(bundle).href);
let found = null;
for (let seed = 1; seed <= Number(seeds) && !found; seed += 1) {
  // What the bug throws, a world doesn't survive: that is noticed too.
  const world = await simulate({ seed }).catch((error) => ({ violations: [{ rule: 'crash', text: String(error) }] }));
  if (world.violations.length > 0)
    found = { seed, rules: [...new Set(world.violations.map(({ rule }) => rule))], text: world.violations[0].text };
}
console.log(JSON.stringify(found));
process.exit(0);
