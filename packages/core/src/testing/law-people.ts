import type { Community } from '../create-community.js';
import type { Participant } from '../participant.js';
import type { Ids } from '../ports/ids.js';
import { systemIds } from '../system.js';

/** Ids that are the same in every run, so that a failing run can be run again and made smaller. */
export function createCountedIds(): Ids {
  let last = 0;
  const next = () => {
    last += 1;
    return last;
  };
  return {
    uuid: () => `00000000-0000-4000-8000-${next().toString(16).padStart(12, '0')}`,
    token: () => systemIds.digest(`token ${next()}`),
    digest: systemIds.digest,
  };
}

/** A coach who comes and goes: one connection to act on, with a live inbox, and one that only looks. */
export interface LawCoach {
  readonly name: string;
  readonly id: string;
  /** The node that they are connected to; null while they are gone. */
  readonly at: number | null;
  /** The inbox as the live view tells it. */
  readonly live: ReadonlyMap<string, unknown>;
  /** The inbox as it is read afresh. */
  inbox(): Promise<{ key: string }[]>;
  call: Participant['call'];
  connect(node: number): Promise<void>;
  disconnect(): void;
}

/** Connects a coach to one of the nodes. */
export async function createLawCoach(nodes: readonly Community[], name: string): Promise<LawCoach> {
  const live = new Map<string, unknown>();
  let hands: Participant | null = null;
  let eyes: Participant | null = null;
  let id = '';
  let at: number | null = null;
  const coach: LawCoach = {
    name,
    live,
    get id() {
      return id;
    },
    get at() {
      return at;
    },
    inbox: async () => (eyes ? (await eyes.call('view.open', { view: 'inbox' })).rows : []),
    call: (method, params) =>
      hands ? hands.call(method, params) : Promise.reject(Object.assign(new Error('gone'), { code: 'not_found' })),
    async connect(node) {
      if (hands) return;
      const community = nodes[node % nodes.length] as Community;
      const come = await community.coach({ name });
      live.clear();
      const early: (() => void)[] = [];
      let isOpen = false;
      come.on('view.changed', ({ view, upserts, removes }) => {
        const apply = () => {
          if (view !== 'inbox') return;
          for (const row of upserts as { key: string }[]) live.set(row.key, row);
          for (const key of removes) live.delete(key);
        };
        if (isOpen) apply();
        else early.push(apply);
      });
      const { rows } = await come.call('view.open', { view: 'inbox' });
      for (const row of rows) live.set(row.key, row);
      isOpen = true;
      for (const apply of early) apply();
      eyes = await community.coach({ name });
      hands = come;
      id = come.id;
      at = node % nodes.length;
    },
    disconnect() {
      hands?.close();
      eyes?.close();
      [hands, eyes, at] = [null, null, null];
      live.clear();
    },
  };
  await coach.connect(0);
  return coach;
}
