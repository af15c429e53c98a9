import { summariseRounds } from '../messages/report.mjs';
import { createEntraidePath, createNaivePath } from './paths.mjs';
import { createCrowd, createRequests } from './scene.mjs';

export const metric = 'matches_per_second';

/** Everything that is measured; `to` is what its ratio compares it with. */
export function listTargets(sizes, fitting) {
  const growing = sizes.flatMap((size) => [
    { name: `entraide-${size}`, to: `naive-${size}`, start: () => createEntraidePath(createCrowd(size)) },
    { name: `naive-${size}`, to: null, start: () => createNaivePath(createCrowd(size)) },
  ]);
  const wide = sizes.filter((size) => size >= fitting);
  const steady = wide.map((size, place) => ({
    name: `entraide-same-eligible-${size}`,
    to: place === 0 ? null : `entraide-same-eligible-${wide[0]}`,
    start: () => createEntraidePath(createCrowd(size, { fitting })),
  }));
  return [...growing, ...steady];
}

/** Processor time of this process, in seconds: what else runs on the machine takes wall time, and none of this. */
function spentSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Matches for a while, after a warm-up of a quarter of it. */
function matchFor(seconds, { match, next }) {
  const during = (span) => {
    const from = spentSeconds();
    let count = 0;
    let batch = 1;
    for (;;) {
      for (let turn = 0; turn < batch; turn += 1) match(next());
      count += batch;
      const spent = spentSeconds() - from;
      if (spent >= span) return count / spent;
      const rest = (span - spent) / Math.max(spent, 0.0001);
      batch = Math.min(256, Math.max(1, Math.floor(rest * count * 0.5)));
    }
  };
  during(seconds / 4);
  return during(seconds);
}

/** Rounds that measure every target once, each round in another order. Crowds are made once and live on. */
export function measure(targets, { rounds, seconds, say }) {
  const running = new Map();
  const found = [];
  for (let round = 0; round < rounds; round += 1) {
    found.push({});
    for (const [place] of targets.entries()) {
      const { name, start } = targets[(place + round) % targets.length];
      if (!running.has(name)) running.set(name, { match: start(), next: createRequests() });
      const rate = matchFor(seconds, running.get(name));
      found[round][name] = { [metric]: rate };
      say(`round ${round + 1}/${rounds}  ${name.padEnd(30)} ${Math.round(rate)} matches a second`);
    }
  }
  return targets.flatMap(({ name, to }) =>
    summariseRounds(found, { targets: [name], metrics: [metric], references: to ? [to] : [] }),
  );
}
