import { expectTypeOf } from 'vitest';
import type { LoggedEvent } from '../ports/storage.js';
import { defineVolunteerModel, type Traffic, trafficOfLog, type VolunteerModel } from './index.js';

declare const log: LoggedEvent[];

// What a storage returns is what a log is made of.
expectTypeOf(trafficOfLog(log)).toEqualTypeOf<Traffic>();
expectTypeOf(defineVolunteerModel({ declineShare: 0.2 })).toEqualTypeOf<VolunteerModel>();
// @ts-expect-error no such parameter
defineVolunteerModel({ patience: 1 });
