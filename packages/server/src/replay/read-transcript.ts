import {
  type Client,
  type ClientStorage,
  createClient,
  type Outcome,
  type Result,
  type Transport,
} from '@entraide/client';
import type { SeenTurn } from './compare-transcript.js';

type Event = Result<'feed.pull'>['events'][number];

const pageMax = 200;

export interface StoredTranscript {
  turns: readonly SeenTurn[];
  /** Null while it is not closed. */
  outcome: Outcome | null;
}

/** Reads a conversation as whoever comes late does: a connection of its own, the whole feed, page after page. */
export async function readTranscript(
  conversationId: string,
  visitor: { community: string; transport: Transport; storage: ClientStorage },
  signal: AbortSignal,
): Promise<StoredTranscript> {
  const client = createClient(visitor);
  try {
    const { events, state } = await readFeed(client, `conversation/${conversationId}`, signal);
    return { turns: events.flatMap(turnOf), outcome: (state.outcome ?? null) as Outcome | null };
  } finally {
    await client.close();
  }
}

async function readFeed(client: Client, feed: string, signal: AbortSignal) {
  const { epoch, snapshot } = await client.call('feed.open', { feed }, { signal });
  if (!snapshot) throw new Error('the whole feed was asked for, and a part was answered');
  let { from, events } = snapshot;
  while (from > 1) {
    const page = await client.call('feed.pull', { feed, epoch, before: from, limit: pageMax }, { signal });
    const first = page.events[0];
    if (page.epoch !== epoch || !first) throw new Error(`the feed has nothing before ${from}`);
    events = [...page.events, ...events];
    from = first.offset;
  }
  return { events, state: snapshot.state };
}

/** The question and the messages. */
function turnOf({ type, by, data }: Event): SeenTurn[] {
  if (type !== 'conversation.asked' && type !== 'message.posted') return [];
  return [{ from: by.kind, text: typeof data.text === 'string' ? data.text : null }];
}
