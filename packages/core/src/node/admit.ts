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
  const person = { ...identity, locales: [...(identity.locales ?? [])], topics: [...(identity.topics ?? [])] };
  // Whoever was erased comes back as somebody new: the id of their first provision is taken for ever.
  for (let life = 0; life < livesMax; life += 1) {
    const made = await provision(parts, { community, subject, person, life });
    if (made) return made;
    // Another node was first.
    const found = await findMember(parts, community, subject);
    if (found) return ofKind(found, identity);
  }
  return null;
}

/** How often one person may be erased and come back. */
const livesMax = 20;

/** Makes a member; null where another was made for this subject and life. */
async function provision(
  parts: NodeParts,
  {
    community,
    subject,
    person: { kind, name, locales, topics },
    life,
  }: {
    community: string;
    subject: string;
    person: Pick<Person, 'name' | 'locales' | 'topics'> & Pick<Identity, 'kind'>;
    life: number;
  },
): Promise<Person | null> {
  const actor: Person = { kind, id: parts.ids.uuid(), name, locales, topics };
  const outcome = await parts.engine.execute({
    community,
    // Of the subject, so that two nodes that meet somebody at once admit one person.
    id: parts.ids.digest(life === 0 ? `provision ${subject}` : `provision ${subject} ${life}`),
    actor,
    stream: coachStream(actor.id),
    relation: 'self',
    body: { type: 'coach.provision', kind, subject, name, locales, topics },
    params: subject,
  });
  if ('result' in outcome) return actor;
  if (outcome.refused === 'unavailable') throw new Error('unable to admit a member; the storage did not answer');
  return null;
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
