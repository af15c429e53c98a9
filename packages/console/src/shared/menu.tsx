import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef } from 'react';

interface MenuProps {
  className?: string;
  summary: ReactNode;
  /** What the summary says to those who don't see it. */
  label?: string;
  children: ReactNode;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** A few things that one may do, shown on demand. Escape, a choice or looking elsewhere closes it; arrows go along it. */
export function Menu({ className = '', summary, label, children }: MenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = (withFocus: boolean) => {
    if (!menu.current?.open) return;
    menu.current.open = false;
    if (withFocus) menu.current.querySelector('summary')?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close(true);
    const step = steps[event.key];
    if (!step || !menu.current?.open || event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    const items = [...menu.current.querySelectorAll<HTMLElement>('.menu button:not(:disabled)')];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items.at(at < 0 ? (step > 0 ? 0 : -1) : (at + step) % items.length)?.focus();
  };
  const left = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !menu.current?.contains(relatedTarget)) close(false);
  };
  return (
    <details ref={menu} className={`menu-button ${className}`} onKeyDown={pressed} onBlur={left}>
      <summary aria-label={label}>{summary}</summary>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a choice within it closes it. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a button's keys are clicks. */}
      <div
        className="menu"
        onClick={({ target }) => {
          if (target instanceof Element && target.closest('button')) close(true);
        }}
      >
        {children}
      </div>
    </details>
  );
}
