// #region settings
import { defineCommunity } from '@entraide/server';

export default defineCommunity({
  id: 'shoes',
  topics: [
    { id: 'wear', labels: { en: 'Clothing', fr: 'Habits' } },
    { id: 'running', labels: { en: 'Running shoes', fr: 'Chaussures de course' }, parent: 'wear' },
    { id: 'boots', labels: { en: 'Boots', fr: 'Bottes' }, parent: 'wear', adjacent: ['care'] },
    { id: 'care', labels: { en: 'Leather care', fr: 'Entretien du cuir' } },
  ],
  pages: [
    { pattern: '/shoes/running/*', topic: 'running' },
    { pattern: '/*/boots*', topic: 'boots' },
  ],
  classifier: { confidenceMin: 0.5 },
});
// #endregion
