import type { ServedCommunityOptions } from './define-community.js';

/** The community of `--demo`: opens from one coach at once, and believes whoever holds a token. */
export const demoCommunity: ServedCommunityOptions = {
  id: 'demo',
  name: 'Demo',
  availability: { coachesMin: 1, opensAfterMs: 0 },
  provisioning: 'token',
};
