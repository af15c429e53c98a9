import type { ReactNode } from 'react';

interface EmptyProps {
  drawing?: ReactNode;
  title: string;
  line?: string;
}

/** Nothing is here, and that is fine. */
export const Empty = ({ drawing, title, line }: EmptyProps) => (
  <div className="empty">
    {drawing}
    <strong>{title}</strong>
    {line && <p className="quiet">{line}</p>}
  </div>
);
