interface BrowserSignals {
  /** The network may be back, or somebody looks again. */
  wake(): void;
  /** The network may be gone. Browsers are often wrong about it, so it is a reason to ask and nothing more. */
  doubt(): void;
}

/** Listens to what a page knows about network and attention, where there is a page. */
export function listenToBrowser({ wake, doubt }: BrowserSignals): () => void {
  if (typeof window !== 'object' || typeof document !== 'object') return () => {};
  const seen = () => {
    if (document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', wake);
  window.addEventListener('offline', doubt);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', wake);
    window.removeEventListener('offline', doubt);
    document.removeEventListener('visibilitychange', seen);
  };
}
