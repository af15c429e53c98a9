interface Corkable {
  cork(): void;
  uncork(): void;
}

/**
 * Frames that one turn writes to a socket leave in one system call: `hold` corks the socket until the turn, with all the
 * promises that it settles, is over.
 */
export function createCork(): { hold(socket: Corkable): void } {
  const held = new Set<Corkable>();
  const release = () => {
    for (const socket of held) socket.uncork();
    held.clear();
  };
  return {
    hold(socket) {
      if (held.has(socket)) return;
      if (held.size === 0) process.nextTick(release);
      held.add(socket);
      socket.cork();
    },
  };
}
