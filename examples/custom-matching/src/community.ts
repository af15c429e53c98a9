import { createCommunity } from '@entraide/core';
import { carefulPolicy } from './policy.js';

// #region use
export const community = createCommunity({
  id: 'shop',
  topics: [{ id: 'orders' }, { id: 'refunds', parent: 'orders' }],
  matching: carefulPolicy,
  availability: { opensAfterMs: 0 },
});
// #endregion
