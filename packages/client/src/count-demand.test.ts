import { afterEach, expect, it, vi } from 'vitest';
import { countDemand } from './count-demand.js';

const demand = { url: 'https://help.example.com/', community: 'shop', topic: 'shoes' };
const address = 'https://help.example.com/v1/communities/shop/demand';

const fetchDemand = vi.fn(async () => new Response(null, { status: 204 }));
function stub(sendBeacon?: (url: string, body: string) => boolean) {
  vi.stubGlobal('navigator', { sendBeacon });
  vi.stubGlobal('fetch', fetchDemand);
}
afterEach(() => {
  vi.unstubAllGlobals();
  fetchDemand.mockReset();
});

it('is one beacon, as plain text', () => {
  const sendBeacon = vi.fn(() => true);
  stub(sendBeacon);
  countDemand(demand);
  expect(sendBeacon.mock.calls).toEqual([[address, '{"topic":"shoes"}']]);
  expect(fetchDemand).not.toHaveBeenCalled();
});

it.each([
  ['the browser takes no beacon', () => false],
  ['there is no browser', undefined],
])('is a request that outlives its page where %s', (_, sendBeacon) => {
  stub(sendBeacon);
  fetchDemand.mockResolvedValue(new Response());
  countDemand({ ...demand, topic: undefined });
  expect(fetchDemand.mock.calls).toEqual([[address, { method: 'POST', body: '{}', keepalive: true }]]);
});

it('is nothing to wait for: a server that is not there goes unnoticed', async () => {
  stub();
  fetchDemand.mockRejectedValue(new TypeError('fetch failed'));
  expect(countDemand(demand)).toBeUndefined();
  await new Promise(setImmediate);
});
