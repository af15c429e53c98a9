import { expect, it } from 'vitest';
import { createCommunity } from './create-community.js';

it('rejects calls at once after the connection has gone', async () => {
  const community = createCommunity({ id: 'shop' });
  const ana = await community.visitor();
  ana.close();
  await expect(ana.call('availability.get', {})).rejects.toMatchObject({ code: 'closed_connection' });
  await expect(ana.call('availability.get', {})).rejects.toMatchObject({ code: 'closed_connection' });
  await community.close();
  await expect(community.visitor()).rejects.toMatchObject({ code: 'closed_connection' });
}, 2_000);
