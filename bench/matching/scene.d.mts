import type { CoachFacts, MatchingPolicy, RequestFacts, TopicTree } from '@entraide/core';

export const startAt: number;
export const topics: TopicTree;
export const policy: MatchingPolicy;
export function createCrowd(coaches: number, options?: { fitting?: number; seed?: number }): CoachFacts[];
export function createRequests(seed?: number): () => RequestFacts;
