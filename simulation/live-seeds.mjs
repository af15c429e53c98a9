// A thread that lives worlds, and tells of each: what came of it, and its story where it breaks a promise.
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

const { bundle, storage, seeds } = workerData;
const { simulate, tellStory } = await import(pathToFileURL(bundle).href);

async function readCreateStorage(file) {
  if (!file) return {};
  const { createStorage } = await import(pathToFileURL(file).href);
  if (typeof createStorage !== 'function') throw new Error(`${file} exports no function createStorage`);
  return { createStorage };
}

const given = await readCreateStorage(storage);
for (const seed of seeds) {
  const world = await simulate({ seed, ...given });
  const violations = world.violations.length;
  parentPort.postMessage({ seed, figures: world.figures, violations, story: violations > 0 ? tellStory(world) : '' });
}
