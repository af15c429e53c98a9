import { type ReactNode, useEffect, useId, useRef } from 'react';

interface DialogProps {
  title: string;
  closed(): void;
  children: ReactNode;
}

/** Something to finish before anything else. The browser keeps the focus in it, and gives it back. */
export function Dialog({ title, closed, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={closed}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
