// #region example
import { createCommunity } from '@entraide/core';

const community = createCommunity({ id: 'shop' });
const coach = await community.coach({ name: 'Camille' });
const visitor = await community.visitor();

const { conversationId } = await visitor.call('conversation.ask', { text: 'Do these shoes run small?' });
await coach.call('request.claim', { conversationId });
await coach.call('message.post', { conversationId, text: 'Yes, take half a size up.' });

const { snapshot } = await visitor.call('feed.open', { feed: `conversation/${conversationId}` });
for (const { by, type, data } of snapshot?.events ?? []) console.log(by.name, type, data.text ?? '');
await community.close();
// #endregion
