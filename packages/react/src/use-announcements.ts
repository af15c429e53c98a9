import { announcementsOf } from '@entraide/client/lounge';
import { useClient } from './entraide-provider.js';
import { useStore } from './use-store.js';

/** The managers' announcements that this person may see, the latest first. */
export const useAnnouncements = () => useStore(announcementsOf(useClient()));
