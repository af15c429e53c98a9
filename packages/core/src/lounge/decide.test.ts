import { expect, it } from 'vitest';
import { commentsMax, decideLounge, isCommutingInLounge, pinsMax } from './decide.js';
import { emptyLounge, evolveLounge } from './evolve.js';
import { decidePost, emptyPost, evolvePost } from './post.js';
import type { LoungeCommand, LoungeState, PostCommand, PostEvent, PostState } from './types.js';

const ben = { kind: 'coach', id: 'ben', name: 'Ben' } as const;
const zoe = { kind: 'coach', id: 'zoe', name: 'Zoe' } as const;
const max = { kind: 'manager', id: 'max', name: 'Max' } as const;
type Somebody = typeof ben | typeof zoe | typeof max;

/** A post after what people did to it. */
const postAfter = (...did: [Somebody, PostCommand][]): PostState =>
  did.reduce(
    (state, [actor, command]) =>
      decidePost(command, { now: 1, actor }).events.reduce<PostState>(
        (next, event) => evolvePost(next, event as PostEvent),
        state,
      ),
    emptyPost,
  );

const opened = postAfter([ben, { type: 'post.open', offset: 7 }]);
const comment = (id: string, offset: number): PostCommand => ({ type: 'post.comment', commentId: id, offset });
const decide = (actor: Somebody, command: LoungeCommand, post: PostState, state: LoungeState = emptyLounge) =>
  decideLounge(command, state, { now: 5, actor, post });
const p = { postId: 'p' };

it('posts under an id of its own, and under no other', () => {
  expect(decide(ben, { type: 'lounge.post', ...p, text: 'Hi' }, emptyPost)).toEqual({
    events: [{ type: 'lounge.posted', at: 5, by: ben, data: { ...p, text: 'Hi' } }],
  });
  for (const post of [opened, postAfter([ben, { type: 'post.open', offset: 1 }], [ben, { type: 'post.remove' }])])
    expect(decide(zoe, { type: 'lounge.post', ...p, text: 'Mine' }, post)).toEqual({ refused: 'already_posted' });
});

const aboutPost: LoungeCommand[] = [
  { type: 'lounge.comment', ...p, commentId: 'c', text: 'Hi' },
  { type: 'lounge.like', ...p },
  { type: 'lounge.unlike', ...p },
  { type: 'lounge.remove', ...p },
  { type: 'lounge.pin', ...p, pinned: true },
];

it.each(aboutPost)('$type finds neither what was never posted nor what was removed', (command) => {
  const gone = postAfter([max, { type: 'post.open', offset: 7 }], [max, { type: 'post.remove' }]);
  expect(decide(max, command, emptyPost)).toEqual({ refused: 'not_found' });
  expect(decide(max, command, gone)).toEqual({ refused: 'not_found' });
});

it('likes once, and again once it was taken back', () => {
  const like: LoungeCommand = { type: 'lounge.like', ...p };
  const liked = postAfter([ben, { type: 'post.open', offset: 7 }], [zoe, { type: 'post.like' }]);
  expect(decide(zoe, like, liked)).toEqual({ refused: 'already_liked' });
  expect(decide(ben, like, liked)).toHaveProperty('events');
  expect(decide(ben, { type: 'lounge.unlike', ...p }, liked)).toEqual({ refused: 'not_liked' });
  expect(decide(zoe, { type: 'lounge.unlike', ...p }, liked)).toHaveProperty('events');
  expect(evolvePost(liked, { type: 'post.unliked', at: 1, by: zoe, data: {} }).likedBy).toEqual([]);
});

const talked = postAfter([ben, { type: 'post.open', offset: 7 }], [zoe, comment('c', 8)], [ben, comment('d', 11)]);

it('is removed by whoever wrote it and by managers, with all that was said under it', () => {
  const removed = { type: 'content.redacted', data: { offsets: [7, 8, 11] } };
  for (const actor of [ben, max])
    expect(decide(actor, { type: 'lounge.remove', ...p }, talked)).toMatchObject({
      events: [{ type: 'lounge.removed', data: p }, removed],
    });
  expect(decide(zoe, { type: 'lounge.remove', ...p }, talked)).toEqual({ refused: 'not_found' });
});

it('lets a comment be removed by whoever wrote it and by managers, not by whom it answers', () => {
  const remove: LoungeCommand = { type: 'lounge.remove', ...p, commentId: 'c' };
  for (const actor of [zoe, max])
    expect(decide(actor, remove, talked)).toMatchObject({
      events: [{ data: { ...p, commentId: 'c' } }, { data: { offsets: [8] } }],
    });
  expect(decide(ben, remove, talked)).toEqual({ refused: 'not_found' });
  expect(decide(max, { ...remove, commentId: 'other' }, talked)).toEqual({ refused: 'not_found' });
});

it('takes a thousand comments on a post, and ten pins in the lounge', () => {
  const many = {
    ...opened,
    comments: Array.from({ length: commentsMax }, (_, n) => ({ id: `${n}`, authorId: 'zoe', offset: n })),
  };
  expect(decide(zoe, { type: 'lounge.comment', ...p, commentId: '0', text: 'x' }, many)).toEqual({
    refused: 'already_posted',
  });
  expect(decide(zoe, { type: 'lounge.comment', ...p, commentId: 'x', text: 'x' }, many)).toEqual({
    refused: 'too_many_comments',
  });
  const pinned = Array.from({ length: pinsMax }, (_, n) => ({ postId: `${n}`, offset: n }));
  const full = { offset: 20, summary: { pinned } };
  expect(decide(max, { type: 'lounge.pin', ...p, pinned: true }, opened, full)).toEqual({ refused: 'too_many_pins' });
  expect(decide(max, { type: 'lounge.pin', postId: '3', pinned: true }, opened, full)).toEqual({
    refused: 'superseded',
  });
  expect(decide(max, { type: 'lounge.pin', ...p, pinned: false }, opened, full)).toEqual({ refused: 'superseded' });
});

it('says where a pinned post stands, and forgets a pin with its post', () => {
  const decision = decide(max, { type: 'lounge.pin', ...p, pinned: true }, opened);
  const [event] = 'events' in decision ? decision.events : [];
  const pinned = evolveLounge(emptyLounge, event as never, 9);
  expect(pinned).toEqual({ offset: 9, summary: { pinned: [{ ...p, offset: 7 }] } });
  const byComment = evolveLounge(pinned, { type: 'lounge.removed', data: { ...p, commentId: 'c' } }, 10);
  expect(byComment.summary).toEqual(pinned.summary);
  expect(evolveLounge(byComment, { type: 'lounge.removed', data: p }, 11).summary.pinned).toEqual([]);
});

it('only likes commute: whatever is written must be found again to be erased', () => {
  const types = [...aboutPost, { type: 'lounge.post', ...p, text: 'Hi' } as const].filter(isCommutingInLounge);
  expect(types.map(({ type }) => type)).toEqual(['lounge.like', 'lounge.unlike']);
});
