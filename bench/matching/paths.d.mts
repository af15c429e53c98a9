import type { CoachFacts, RequestFacts } from '@entraide/core';

/** Matches one request, and gives the stored events. */
type Path = (request: RequestFacts) => string;
export function createEntraidePath(crowd: readonly CoachFacts[]): Path;
export function createNaivePath(crowd: readonly CoachFacts[]): Path;
