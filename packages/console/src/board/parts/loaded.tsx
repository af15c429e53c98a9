import type { ReactNode } from 'react';
import { Skeleton } from '../../shared/skeleton.js';
import { useBoardTexts } from '../texts/use-board-texts.js';

interface LoadedProps {
  status: 'loading' | 'ready' | 'error';
  retry?: () => void;
  children: ReactNode;
}

/** What is shown once it is there; before, that it is on its way, or that it could not come. */
export function Loaded({ status, retry, children }: LoadedProps) {
  const { states } = useBoardTexts();
  if (status === 'ready') return children;
  if (status === 'loading') return <Skeleton />;
  return (
    <div className="empty" role="alert">
      <strong>{states.failed}</strong>
      {retry && (
        <button type="button" onClick={retry}>
          {states.retry}
        </button>
      )}
    </div>
  );
}
