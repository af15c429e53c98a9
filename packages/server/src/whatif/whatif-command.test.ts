import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineMatchingPolicy, serializeMatchingPolicy } from '@entraide/core';
import { createChance, poissonArrivals, simulate } from '@entraide/core/whatif';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whatifCommand } from './whatif-command.js';

const start = Date.UTC(2024, 0, 1);
const span = { from: start, to: start + 12 * 3_600_000 };
const arrivals = poissonArrivals({ ...span, count: 120, chance: createChance(1), topics: ['shoes', 'hats'] });
const policy = defineMatchingPolicy({
  name: 'fit',
  version: '7',
  scoring: [{ part: 'expertiseFit', weight: 2 }],
  dispatch: { part: 'waves', size: 2, everyMs: 20_000 },
});
const coaches = ['ben', 'zoe', 'lin'].map((id, index) => ({
  ...{ id, locales: [], capacity: 2, shifts: [span] },
  expertise: [{ topic: index === 0 ? 'shoes' : 'hats', level: 3, known: 'declared' as const }],
}));
const lines = (values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

let folder = '';
const at = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'whatif-'));
  const kinds = [
    ...coaches.map((coach) => ({ kind: 'coach', ...coach })),
    ...arrivals.map((one) => ({ kind: 'arrival', ...one })),
  ];
  await writeFile(at('traffic.jsonl'), lines(kinds));
  await writeFile(
    at('questions.jsonl.gz'),
    gzipSync(lines(arrivals.map((one) => ({ t: one.at / 1_000, topic: one.topic })))),
  );
  const events: object[] = [];
  simulate({
    traffic: { arrivals, coaches },
    policy,
    seed: 1,
    record: (event) => events.push({ community: 'demo', ...event }),
  });
  await writeFile(at('log.jsonl'), lines(events));
  await writeFile(at('both.jsonl'), lines([...events, { ...events[0], community: 'shop' }]));
  await writeFile(at('fit.json'), JSON.stringify(serializeMatchingPolicy(policy)));
  const heavier = { ...serializeMatchingPolicy(policy), scoring: [{ part: 'expertiseFit', weight: 5 }] };
  await writeFile(at('heavier.mjs'), `export default ${JSON.stringify(heavier)};`);
  await writeFile(at('wrong.json'), JSON.stringify({ name: 'x', dispatch: { part: 'waves', size: 0, everyMs: 1 } }));
  await writeFile(at('model.json'), JSON.stringify({ declineShare: 7 }));
});
afterAll(() => rm(folder, { recursive: true }));

async function whatif(...args: string[]) {
  const told = { out: '', err: '', exitCode: 0 as number | string | null | undefined };
  const host = {
    stdout: {
      write: (text: string) => {
        told.out += text;
      },
    },
    stderr: {
      write: (text: string) => {
        told.err += text;
      },
    },
    set exitCode(code: number | string | null | undefined) {
      told.exitCode = code;
    },
  };
  await whatifCommand(host).exitOverride().parseAsync(args, { from: 'user' });
  return told;
}

describe('entraide whatif', () => {
  it('prints two policies side by side, and writes the figures', async () => {
    const args = ['--policy', at('fit.json'), '--from', at('traffic.jsonl'), '--runs', '3'];
    const { out, err, exitCode } = await whatif(...args, '--json', at('figures.json'));
    expect(out).toMatch(/^\d+ questions, 3 coaches, 3 runs of seed 1\n\n/);
    expect(out).toMatch(/open-board +fit +difference/);
    expect(out).toMatch(/\nanswered +[\d.]+ % \[[\d.]+ %, [\d.]+ %\]/);
    expect(err.match(/run 3 of 3\n/g)).toHaveLength(2);
    expect(exitCode).toBe(0);
    const { outcomes, policies } = JSON.parse(await readFile(at('figures.json'), 'utf8'));
    expect([outcomes.before.length, policies[1]]).toEqual([3, { name: 'fit', version: '7' }]);
    expect((await whatif(...args)).out).toBe(out);
  });
  it('previews rules for points', async () => {
    const by = (kind: string, id: string) => ({ kind, id, name: id });
    const say = (type: string, who: object, data: object = {}) => ({
      community: 'demo',
      stream: 'conversation/c1',
      at: start,
      ...{ type, by: who, data },
    });
    const [ana, ben] = [by('visitor', 'ana'), by('coach', 'ben')];
    const thanked = [
      say('conversation.asked', ana),
      say('request.claimed', ben, { leaseEndsAt: start }),
      say('message.posted', ben),
      say('message.posted', ana),
      say('conversation.thanked', ana),
    ];
    await writeFile(at('thanked.jsonl'), lines(thanked));
    const points = [{ points: 10, on: 'conversation.thanked', perDay: 50 }];
    await writeFile(at('points.json'), JSON.stringify({ points }));
    const { out } = await whatif('--recognition', at('points.json'), '--from', at('thanked.jsonl'));
    expect(out).toBe(
      'coach   now             then   change\nben       0   0 + 10 pending      +10\ninflation: no points were given so far\n',
    );
    await writeFile(
      at('points.json'),
      JSON.stringify({ points: [{ points: 10, on: 'presence.changed', perDay: 50 }] }),
    );
    await expect(whatif('--recognition', at('points.json'), '--from', at('thanked.jsonl'))).rejects.toThrow(
      /points\.0\.on: pays for presence/,
    );
  });
  it('makes coaches up where nobody says who was there', async () => {
    const args = [
      '--policy',
      at('fit.json'),
      '--against',
      at('heavier.mjs'),
      '--from',
      at('questions.jsonl.gz'),
      '--runs',
      '2',
    ];
    await expect(whatif(...args)).rejects.toThrow('names no coach');
    const { out } = await whatif(...args, '--coaches', '30', '--hours', '6', '--limit', '50');
    expect(out).toMatch(/^50 questions, 30 coaches, 2 runs/);
  });
  it('decides a log again, and fails where a decision comes out otherwise', async () => {
    const same = await whatif('--verify', '--policy', at('fit.json'), '--from', at('log.jsonl'));
    expect(same.out).toMatch(/^(\d+) decisions, \1 the same byte for byte, 0 different\n$/);
    expect(same.exitCode).toBe(0);
    const other = await whatif('--verify', '--policy', at('heavier.mjs'), '--from', at('log.jsonl'));
    expect(other.out).toMatch(/\n {2}conversation c\d+, wave 1, by fit 7: weighed/);
    expect(other.exitCode).toBe(1);
  });
});

describe('bad input', () => {
  it.each([
    [['--from', 'x'], /--policy is missing/],
    [['--policy', 'fit.json'], /--from is missing/],
    [['--policy', 'fit.json', '--from', 'nowhere'], /there is no .*nowhere/],
    [
      ['--policy', 'none.json', '--from', 'traffic.jsonl'],
      /unable to read the policy in .*none\.json; there is no such file/,
    ],
    [['--policy', 'wrong.json', '--from', 'traffic.jsonl'], /in .*wrong\.json; dispatch\.size: /],
    [['--policy', 'fit.json', '--from', 'both.jsonl'], /holds several communities/],
    [['--policy', 'fit.json', '--from', 'both.jsonl', '--community', 'hats'], /holds nothing of hats/],
    [
      ['--policy', 'fit.json', '--from', 'traffic.jsonl', '--model', 'model.json'],
      /model\.json; .*declineShare must be/,
    ],
    [['--policy', 'fit.json', '--from', 'fit.json'], /line 1 of .*fit\.json; it is no arrival/],
  ])('is named: %j', async (args, message) => {
    await expect(
      whatif(...args.map((arg) => (/^[a-z]+\.?[a-z]*$/.test(arg) && arg !== 'hats' ? at(arg) : arg))),
    ).rejects.toThrow(message);
  });
  it.each([
    ['{"kind": "arrival", "at": -1}', 'at: '],
    ['{"kind": "arrival", "at": 1, "patience": 3}', 'Unrecognized key'],
    ['{"kind": "coach", "id": "ben"}', 'shifts: '],
    ['{"kind": "coach", "id": "ben", "shifts": [{"from": 5, "to": 5}]}', 'shifts.0.to: must be after from'],
    [
      '{"kind": "coach", "id": "ben", "shifts": [{"from": 5, "to": 9}, {"from": 8, "to": 10}]}',
      'must follow each other',
    ],
    ['{"kind": "coach", "id": "ben", "shifts": [], "expertise": [{"topic": "a", "level": 6}]}', 'expertise.0.level: '],
    ['{"stream": "a", "type": "b"}', 'at: '],
    ['[]', 'it is no JSON object'],
    ['{', 'it is not JSON'],
  ])('is named with its line: %s', async (line, message) => {
    await writeFile(at('bad.jsonl'), `\n${line}\n`);
    const played = whatif('--policy', at('fit.json'), '--from', at('bad.jsonl'));
    await expect(played).rejects.toThrow(`unable to read line 2 of ${at('bad.jsonl')}; `);
    await expect(played).rejects.toThrow(message);
  });
});
