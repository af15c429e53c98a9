import { useStore } from '@entraide/react';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useChat } from './host-context.js';

const held = new WeakMap<Node, boolean>();

/** Remembers whether the visitor was last busy in here: what they had in hand may vanish while they are. */
export function watchFocus(container: HTMLElement): () => void {
  const root = container.getRootNode();
  const enter = () => held.set(root, true);
  const leave = (event: Event) => {
    if (!event.composedPath().includes(container)) held.set(root, false);
  };
  container.addEventListener('focusin', enter);
  document.addEventListener('focusin', leave);
  document.addEventListener('pointerdown', leave);
  return () => {
    container.removeEventListener('focusin', enter);
    document.removeEventListener('focusin', leave);
    document.removeEventListener('pointerdown', leave);
  };
}

/** Takes the focus when the visitor wants to write, or when what had it before is gone. */
export function useFocus(target: { readonly current: HTMLElement | null }): void {
  const { state } = useChat();
  const { focusWanted } = useStore(state);
  const fulfilled = useRef(0);
  useLayoutEffect(() => {
    const node = target.current;
    const root = node?.getRootNode() as (Node & DocumentOrShadowRoot) | undefined;
    if (node && root && held.get(root) && !root.activeElement) node.focus();
  }, [target]);
  useEffect(() => {
    if (focusWanted > fulfilled.current) target.current?.focus();
    fulfilled.current = focusWanted;
  }, [focusWanted, target]);
}
