import { useEffect, useRef } from 'react';
import { commandOf, type DeskCommand } from './desk-keys.js';

/** Does at each shortcut what is told, wherever the focus is; not while a dialog waits for an answer. */
export function useDeskKeys(actions: Readonly<Record<DeskCommand, () => void>>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (!command || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      latest.current[command]();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}
