import { emptyThread, evolveThread } from '../care/thread.js';
import type { ThreadState } from '../care/types.js';
import { emptyCoach, evolveCoach } from '../coach/evolve.js';
import type { CoachState } from '../coach/types.js';
import { emptyLoungeSummary, foldLounge } from '../lounge/evolve.js';
import type { LoungeSummary } from '../lounge/types.js';
import type { FeedFold } from './fold-feed.js';

/** Of the feed `lounge`: its pins. Posts are in its events. */
export const loungeFold: FeedFold<LoungeSummary> = { empty: emptyLoungeSummary, fold: foldLounge };
/** Of the feeds `thread/{coach}`: when whom wrote last. */
export const threadFold: FeedFold<ThreadState> = { empty: emptyThread, fold: evolveThread };
/** Of the feed `me`: a coach's own stream. */
export const meFold: FeedFold<CoachState> = { empty: emptyCoach, fold: evolveCoach as FeedFold<CoachState>['fold'] };
