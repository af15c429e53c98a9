import type { Client, Message } from '@entraide/client';

// #region shown
/** All that a window has to show. */
export interface Shown {
  /** Whether somebody is there to answer. */
  isOpen: boolean;
  /** What to say above the messages. */
  headline: string;
  messages: readonly Message[];
}
// #endregion

// #region chat
/** A visitor's chat: `draw` is called with all there is to show, each time that it changes. */
export function startChat(client: Client, draw: (shown: Shown) => void) {
  const availability = client.availability();
  // What this browser asked before comes back after a reload.
  let conversation = client.asked.getSnapshot().slice(0, 1).map(client.conversation)[0] ?? null;

  const show = () => {
    const known = conversation?.getSnapshot();
    const isOpen = availability.getSnapshot().value?.open ?? false;
    const { status = 'none', coach = null } = known?.summary ?? {};
    draw({ isOpen, headline: headlineOf(status, coach?.name), messages: known?.messages ?? [] });
  };
  const stops = [availability.subscribe(show)];
  if (conversation) stops.push(conversation.subscribe(show));
  show();

  return {
    /** The first words ask; all others go on. */
    say(text: string) {
      if (conversation && conversation.getSnapshot().summary.status !== 'closed') return conversation.post(text);
      conversation = client.ask({ text });
      stops.push(conversation.subscribe(show));
      return show();
    },
    thank: () => conversation?.thank(),
    close() {
      for (const stop of stops) stop();
    },
  };
}
// #endregion

// #region headline
function headlineOf(status: string, coach = 'A member of the community'): string {
  switch (status) {
    case 'none':
      return 'A member of the community answers, as a volunteer.';
    case 'waiting':
      return 'We are looking for somebody. You can go on writing.';
    case 'closed':
      return 'This conversation is over.';
    default:
      return `${coach} is with you.`;
  }
}
// #endregion
