// biome-ignore-all lint/correctness/useImportExtensions: Node runs them as they are, with no build between.
import { expect, it } from 'vitest';
import { toJson } from '../messages/report.mjs';
import { listTargets, measure } from './measure.mjs';
import { createEntraidePath, createNaivePath } from './paths.mjs';
import { createCrowd, createRequests } from './scene.mjs';

it('both ways decide the same, byte for byte, while coaches fill up and free up', () => {
  const [entraide, naive] = [createEntraidePath(createCrowd(400)), createNaivePath(createCrowd(400))];
  const next = createRequests();
  let offered = 0;
  for (let turn = 0; turn < 500; turn += 1) {
    const request = next();
    const stored = entraide(request);
    expect(stored).toBe(naive(request));
    offered += JSON.parse(stored)[0].data.offered.length;
  }
  expect(offered).toBeGreaterThan(500);
});

it('as many are eligible in a larger crowd, where the others know other topics', () => {
  const [small, large] = [500, 5_000].map((size) => createEntraidePath(createCrowd(size, { fitting: 500 })));
  const next = createRequests();
  const weighed = (stored = '[]') => JSON.parse(stored)[0].data.weighed;
  for (let turn = 0; turn < 50; turn += 1) {
    const request = next();
    expect(weighed(small?.(request))).toEqual(weighed(large?.(request)));
  }
});

it('reports the form that all benchmarks write', () => {
  const rows = measure(listTargets([20, 40], 20), { rounds: 2, seconds: 0.01, say: () => undefined });
  const json = toJson(rows, { bench: 'matching', rounds: 2 });
  const shapes = json.rows.map(({ target, metric, ratioTo }) => [target, metric, Object.keys(ratioTo ?? {})]);
  expect(shapes).toEqual([
    ['entraide-20', 'matches_per_second', ['naive-20']],
    ['naive-20', 'matches_per_second', []],
    ['entraide-40', 'matches_per_second', ['naive-40']],
    ['naive-40', 'matches_per_second', []],
    ['entraide-same-eligible-20', 'matches_per_second', []],
    ['entraide-same-eligible-40', 'matches_per_second', ['entraide-same-eligible-20']],
  ]);
});
