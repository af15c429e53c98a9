import type { Community } from '../create-community.js';
import { connectParticipant, type Participant } from '../participant.js';
import type { Transport } from '../ports/transport.js';
import { systemIds } from '../system.js';

/** A person, and every byte that the server ever sends them. */
export interface Wiretap {
  person: Participant;
  heard(): string;
}

/** Opens a session of which every frame is kept. Without a token it is a new visitor's. */
export async function createWiretap(
  community: Community,
  { token, address }: { token?: string | undefined; address?: string } = {},
): Promise<Wiretap> {
  const frames: string[] = [];
  const wire = community.transport({ address });
  const transport: Transport = {
    open: (listener) =>
      wire.open({
        ...listener,
        received(frame) {
          frames.push(frame);
          listener.received(frame);
        },
      }),
  };
  const person = await connectParticipant({
    transport,
    community: 'shop',
    ids: systemIds,
    ...(token === undefined ? {} : { token }),
  });
  return { person, heard: () => frames.join('\n') };
}
