/**
 * Tells that something came, never what it says: a lock screen is read by others too. A page that can't show one by
 * itself, as on a phone, stays silent: web push is for that.
 */
export function showNotification(title: string, conversationId: string): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  try {
    const shown = new Notification(title, { tag: `entraide ${conversationId}`, icon: '/console/icon.svg' });
    shown.onclick = () => {
      window.focus();
      location.hash = '/desk';
      shown.close();
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
