import { relates } from '../conversation/relates.js';
import type { ConversationState } from '../conversation/types.js';
import type { Params } from '../protocol/types.js';
import { notificationFrame } from './json-rpc.js';
import type { NodeParts } from './node-parts.js';
import type { Session } from './session.js';

/**
 * Passes *that* somebody types or has read to the other readers of the conversation. Never stored, and dropped in
 * silence where the sender has no part in it or has not opened its feed.
 */
export function sendSignal(parts: NodeParts, session: Session, params: Params<'signal'>): void {
  const { person } = session;
  const open = session.feeds.get(`conversation/${params.conversationId}`);
  const peers = open && parts.feedReaders.peers(session.community, open.reader);
  if (!person || !peers) return;
  const context = { now: parts.clock.now(), isShown: () => false };
  const state = peers.state as ConversationState;
  if (state.summary.status === 'closed' || !relates('people', person, state, context)) return;
  const frame = notificationFrame('signal', { ...params, by: { kind: person.kind, name: person.name } });
  // A coach who reads on after giving it back has no part in what goes on.
  for (const other of peers.others) if (relates('people', other.actor, state, context)) other.send(frame);
}
