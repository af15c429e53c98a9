import { createTopicTree, type TopicTree } from '@entraide/core';
import type { VolunteerModel } from '@entraide/core/whatif';
import { CliError } from '../cli/cli-error.js';
import { loadSettings } from '../settings/load-settings.js';
import type { WhatifFlags } from './whatif-flags.js';

/** What the settings of a community say that a run rests on. */
export interface CommunityGround {
  /** Null where any word is a topic. */
  topics: TopicTree | null;
  settings: Partial<VolunteerModel>;
}

export async function loadCommunity({ config, community }: WhatifFlags): Promise<CommunityGround> {
  if (config === undefined) return { topics: null, settings: {} };
  const { communities } = await loadSettings(config);
  const ids = communities.map(({ settings }) => settings.id);
  const id = community ?? (ids.length === 1 ? ids[0] : undefined);
  const served = communities.find(({ settings }) => settings.id === id);
  if (!served) {
    throw new CliError(
      `unable to play what-if; ${config} has ${id === undefined ? 'several communities' : `no ${id}`}`,
      {
        todo: `Name one with --community: ${ids.join(', ')}.`,
      },
    );
  }
  const { topics, leaseMs, requestMs, laterRequestMs } = served.settings;
  return {
    topics: topics.length === 0 ? null : createTopicTree(topics),
    settings: { leaseMs, requestMs, laterRequestMs },
  };
}
