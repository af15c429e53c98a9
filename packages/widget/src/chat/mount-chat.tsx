import type { Client } from '@entraide/client';
import { EntraideProvider } from '@entraide/react';
import { type FunctionComponent, render } from 'preact';
import type { ChatHost, MountedChat } from '../chat-contract.js';
// biome-ignore lint/correctness/useImportExtensions: it has one, and says that it is wanted as text.
import chatCss from '../styles/chat.css?inline';
import { createChatState } from './chat-state.js';
import { ChatWindow } from './chat-window.js';
import { fitViewport } from './fit-viewport.js';
import { followConversations } from './follow-conversations.js';
import { HostContext } from './host-context.js';
import { shareClient } from './shared-clients.js';
import { watchFocus } from './watch-focus.js';

/** Its types are React's; what runs is Preact. */
const Provider = EntraideProvider as unknown as FunctionComponent<{ client: Client }>;

/** Everything from here on was wanted: it connects, and says so. */
export function mountChat(host: ChatHost, given?: Client): MountedChat {
  const { server, community, locale, topic = '' } = host.options;
  const { client, leave } = given
    ? { client: given, leave: () => {} }
    : shareClient({ url: server, community, locale, page: host.page() });
  const state = createChatState(community, topic);
  host.addStyles(chatCss);
  const stopFitting = fitViewport(host.addStyles(''));
  const stopFollowing = followConversations({ client, host, state });
  const stopWatching = watchFocus(host.container);
  client.open();
  render(
    <HostContext.Provider value={{ host, state }}>
      <Provider client={client}>
        <ChatWindow />
      </Provider>
    </HostContext.Provider>,
    host.container,
  );
  return {
    show({ isFocusWanted }) {
      const { focusWanted } = state.getSnapshot();
      state.set({ isShown: true, focusWanted: isFocusWanted ? focusWanted + 1 : focusWanted });
    },
    hide: () => state.set({ isShown: false }),
    ask({ text, topic: about }) {
      const [current = null] = client.asked.getSnapshot();
      state.set({ draft: text, left: current, ...(about !== undefined && { topic: about }) });
    },
    setPage: (page) => client.setPage(page),
    destroy() {
      stopFollowing();
      stopWatching();
      stopFitting();
      render(null, host.container);
      leave();
    },
  };
}
