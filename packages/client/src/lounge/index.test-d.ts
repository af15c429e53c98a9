import { expectTypeOf } from 'vitest';
import { createClient } from '../create-client.js';
import {
  type AnnouncementRow,
  announcementsOf,
  createLounge,
  createRewards,
  createThread,
  type LoungePost,
  type RewardRow,
} from './index.js';

const client = createClient({ url: 'https://help.example.com', community: 'shop' });
expectTypeOf(createLounge(client).getSnapshot().posts).toEqualTypeOf<readonly LoungePost[]>();
expectTypeOf(createLounge(client).post('Hi')).resolves.toEqualTypeOf<{ offset: number; at: number }>();
expectTypeOf(createThread(client, 'id').getSnapshot().lastContact.lastContactAt).toEqualTypeOf<number | null>();
expectTypeOf(announcementsOf(client).getSnapshot().value).toEqualTypeOf<readonly AnnouncementRow[]>();
expectTypeOf(createRewards(client).getSnapshot().value.catalogue).toEqualTypeOf<readonly RewardRow[]>();
expectTypeOf(createRewards(client).redeem('mug')).resolves.toEqualTypeOf<string>();
