import { coachStream, type Person } from '../engine/rooms.js';
import type { Row } from '../ports/storage.js';
import type { NodeParts } from './node-parts.js';
import type { Identity } from './types.js';

/**
 * The person that an identity stands for. Their id is random, minted on first sight of (community, issuer, subject):
 * the host's own id is stored as a digest alone. Null for a stranger to a community that only knows invited people, and
 * for somebody who comes back as another kind of person.
 */
export async function admit(parts: NodeParts, community: string, identity: Identity): Promise<Person | null> {
  const settings = parts.community(community)?.settings;
  if (!settings) return null;
  const subject = parts.ids.digest(JSON.stringify([community, identity.issuer, identity.subject]));
  const known = await findMember(parts, community, subject);
  if (known || settings.provisioning === 'invited') return ofKind(known, identity);
  const { kind, name } = identity;
  const [locales, topics] = [[...(identity.locales ?? [])], [...(identity.topics ?? [])]];
  const person: Person = { kind, id: parts.ids.uuid(), name, locales, topics };
  const outcome = await parts.engine.execute({
    community,
    // Of the subject, so that two nodes that meet somebody at once admit one person.
    id: parts.ids.digest(`provision ${subject}`),
    actor: person,
    stream: coachStream(person.id),
    relation: 'self',
    body: { type: 'coach.provision', kind, subject, name, locales, topics },
    params: subject,
  });
  if ('result' in outcome) return person;
  if (outcome.refused === 'unavailable') throw new Error('unable to admit a member; the storage did not answer');
  // Another node was first.
  return ofKind(await findMember(parts, community, subject), identity);
}

const ofKind = (person: Person | null, { kind }: Identity) => (person?.kind === kind ? person : null);

async function findMember({ storage }: NodeParts, community: string, subject: string): Promise<Person | null> {
  const { rows } = await storage.find('coach', { community, where: { subject }, limit: 1 });
  const found = rows[0];
  return found?.row ? personOf(found.key, found.row) : null;
}

const personOf = (id: string, row: Row): Person => ({
  kind: row.kind as Person['kind'],
  id,
  name: row.name as string,
  locales: row.locales as string[],
  topics: row.topics as string[],
});
