export { simulate, tellStory } from '@entraide/core/simulation';
