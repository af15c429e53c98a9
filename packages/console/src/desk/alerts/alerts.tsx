import { useClient, useDesk, useStore } from '@entraide/react';
import { useEffect, useRef } from 'react';
import { useIsWatched } from '../talk/use-is-watched.js';
import { useDeskTexts } from '../texts/use-desk-texts.js';
import { alertsChoice } from './alerts-choice.js';
import { playChime } from './play-chime.js';
import { showNotification } from './show-notification.js';
import { useTitleMark } from './use-title-mark.js';

/** Calls for a coach who looks elsewhere, as far as they allowed it: a mark in the title, a sound, a notification. */
export function Alerts() {
  const { alerts: texts } = useDeskTexts();
  const { on } = useClient();
  const { coach, conversations } = useDesk();
  const { sound, desktop } = useStore(alertsChoice);
  const isWatched = useIsWatched();
  const unreadCount = conversations.reduce((sum, row) => sum + row.unreadCount, 0);
  useTitleMark(unreadCount, isWatched ? null : texts.message);

  const call = (kind: 'request' | 'message', conversationId: string) => {
    if (isWatched || (kind === 'request' && coach.status === 'away')) return;
    if (sound) playChime(kind);
    if (desktop) showNotification(texts[kind], conversationId);
  };
  const latest = useRef(call);
  useEffect(() => {
    latest.current = call;
  });
  useEffect(() => {
    const stops = [
      on('requestArrived', ({ request }) => latest.current('request', request.key)),
      on('messageReceived', ({ conversationId }) => latest.current('message', conversationId)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [on]);
  return null;
}
