/** Whether somebody is there, as `GET /v1/communities/{id}/availability` says it. */
export interface Gate {
  open: boolean;
  reason: string;
  coachesOnline: number;
  expectedWaitMs?: number;
}

interface GateOptions {
  server: string;
  community: string;
  topic?: string | undefined;
  locale: string;
}

const lookEveryMs = 15_000;

/** Looks now and then, while the page is looked at: a cacheable request without a session. Returns how it stops. */
export function watchGate(
  { server, community, topic, locale }: GateOptions,
  changed: (gate: Gate | null) => void,
): () => void {
  const query = new URLSearchParams({ ...(topic && { topic }), locale });
  const address = `${server}/v1/communities/${encodeURIComponent(community)}/availability?${query}`;
  let timer = 0;
  let isStopped = false;
  const look = async () => {
    clearTimeout(timer);
    if (isStopped || document.visibilityState !== 'visible') return;
    const gate = await fetch(address, { credentials: 'omit' }).then(
      (response) => (response.ok ? (response.json() as Promise<Gate>) : null),
      () => null,
    );
    if (isStopped) return;
    timer = window.setTimeout(look, lookEveryMs);
    changed(gate);
  };
  document.addEventListener('visibilitychange', look);
  void look();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
  };
}
