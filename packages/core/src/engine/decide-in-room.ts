import { decideErase } from '../privacy/decide.js';
import type { EraseCommand, PrivacyState } from '../privacy/types.js';
import { privacyStream, type RoomCommand, type RoomDecision, type RoomWorld, roomOf } from './rooms.js';

const isErase = (command: RoomCommand): command is EraseCommand => command.type === 'content.erase';

/** The stream that a decision looks at and doesn't change. Erasing is the same in every room: no hold may stand against it. */
export const consulted = (stream: string, command: RoomCommand): string | null => {
  if (isErase(command)) return privacyStream(command.personId);
  return roomOf(stream).consults?.(command, stream) ?? null;
};

/** Decides in the room that owns the stream. */
export const decideInRoom = (command: RoomCommand, state: unknown, world: RoomWorld): RoomDecision =>
  isErase(command)
    ? decideErase(command, world.beside as PrivacyState, world)
    : roomOf(world.stream).decide(command, state, world);
