// #region settings
import { defineCommunity } from '@entraide/server';

export default defineCommunity({
  id: 'shoes',
  name: 'Shoe talk',
  origins: ['https://shoes.example'],
  provisioning: 'token',
  leaseMs: 60_000,
  availability: { coachesMin: 2, opensAfterMs: 5_000, closesAfterMs: 30_000 },
  tokens: {
    issuer: 'https://shoes.example',
    audience: 'entraide',
    algorithms: ['ES256'],
    jwksUrl: 'https://shoes.example/.well-known/jwks.json',
  },
});
// #endregion settings
