import type { LoggedEvent } from '../ports/storage.js';
import { checkCommands } from './check-commands.js';
import { checkConversations } from './check-conversations.js';
import { checkFeeds } from './check-feeds.js';
import { checkLedger } from './check-ledger.js';
import { checkLiveness } from './check-liveness.js';
import { checkStreams } from './check-streams.js';
import { checkViews } from './check-views.js';
import type { Evidence, Ground, Violation } from './violation.js';

/**
 * Holds what people noted and what is stored to every promise; returns those that were broken. The same checks judge
 * simulated worlds and runs of real processes: what matters is who noted what, not who they were.
 */
export function checkJournals(evidence: Evidence): Violation[] {
  const ground = groundOf(evidence);
  checkStreams(ground);
  const histories = checkConversations(ground);
  checkCommands(ground);
  checkFeeds(ground, histories);
  checkLedger(ground);
  checkViews(ground);
  checkLiveness(ground, histories);
  return ground.broken;
}

function groundOf(evidence: Evidence): Ground {
  const streams = new Map<string, LoggedEvent[]>();
  for (const event of evidence.truth.log) {
    const known = streams.get(event.stream);
    if (known) known.push(event);
    else streams.set(event.stream, [event]);
  }
  const people = new Map<string, { kind: string; id: string }>();
  for (const entry of evidence.journal) if (entry.is === 'opened') people.set(entry.who, entry);
  return { ...evidence, streams, people, broken: [] };
}
