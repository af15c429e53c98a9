import type { Clock } from '../ports/clock.js';
import type { Storage } from '../ports/storage.js';
import type { Recognition } from '../recognition/define-recognition.js';

/** What a view over stored rows is made of. */
export interface StoredViewOptions {
  community: string;
  storage: Storage;
  clock: Clock;
  recognition: Recognition;
  /** Stored rows were read for a reader, at this log position. */
  opened: (position: number) => void;
}
