import { breaks, type Ground } from './violation.js';

/** M1: every stream is 1, 2, 3 … in the order of the log, and every place in the log is one event's. */
export function checkStreams(ground: Ground): void {
  let last = 0;
  for (const { position, stream } of ground.truth.log) {
    if (position <= last) breaks(ground, 'M1', [`position ${position} follows ${last} in the log`, stream]);
    last = position;
  }
  for (const [stream, events] of ground.streams)
    for (const [index, { offset }] of events.entries()) {
      if (offset === index + 1) continue;
      breaks(ground, 'M1', [`${stream} has offset ${offset} at place ${index + 1}`, stream]);
      break;
    }
}
