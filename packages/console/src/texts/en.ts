/** Every word of the shell and of the desk. */
export const en = {
  shell: {
    skip: 'Skip to the content',
    pages: 'Pages',
    desk: 'Desk',
    board: 'Board',
    todo: 'To do',
    conversations: 'Conversations',
    coaches: 'Coaches',
    coverage: 'Coverage',
    news: 'Announcements',
    language: 'Language',
    account: 'You and this page',
    signOut: 'Sign out',
    opening: 'Opening…',
  },
  signedOut: {
    title: 'You are not signed in',
    line: 'Open the desk from your community’s own page. It brings you here, signed in.',
    again: 'If you were here before, that page lets you in again.',
    endedTitle: 'Your sign-in has ended',
    endedLine: 'Open the desk again from your community’s page. What you wrote is kept in this browser and sent then.',
    brokenTitle: 'This link doesn’t let you in',
    brokenLine: 'It is incomplete or of another community. Ask for a new one where you got it.',
    retry: 'Try again',
  },
  connection: {
    reconnecting: 'The connection is lost. What you write is kept, and sent as soon as it is back.',
    stopped: 'The connection has ended.',
    start: 'Connect again',
  },
  noPage: {
    title: 'There is nothing here',
    line: 'The page was moved, or it isn’t for you.',
    back: 'Back to the start',
  },
};

export type Texts = typeof en;
