import type { RoomCommand } from './rooms.js';

/** A command that an event calls for on another stream. If that stream refuses, the whole command is refused. */
export interface Reaction {
  stream: string;
  command: RoomCommand;
  /** Where the stream refuses, nothing follows, and the command is accepted all the same. @defaultValue false */
  isOptional?: boolean;
}
