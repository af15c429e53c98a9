import { createClient } from '@entraide/client';

/** A visitor's page: no token, the client keeps one of its own. */
export function askOnPage(url: string, text: string) {
  // #region visitor
  const client = createClient({ url, community: 'shoes' });
  const conversation = client.ask({ text });
  conversation.subscribe(() => {
    const { summary, messages } = conversation.getSnapshot();
    console.log(
      summary.status,
      messages.map((message) => `${message.by.name}: ${message.text}`),
    );
  });
  // #endregion visitor
  return { client, conversation };
}

/** A coach's page: the shop signs a token for whoever is signed in. */
export function helpOnPage(url: string, fetchToken: () => Promise<string>) {
  // #region coach
  const client = createClient({ url, community: 'shoes', token: fetchToken });
  const inbox = client.inbox();
  inbox.subscribe(() => {
    const [request] = inbox.getSnapshot().value;
    if (!request) return;
    const conversation = client.conversation(request.key);
    // Both are kept until they are answered, and in this order.
    void conversation.claim();
    void conversation.post('They do: take half a size up.');
  });
  // #endregion coach
  return { client, inbox };
}
