import { useInbox, useMe } from '@entraide/react';

/** A coach's desk. */
export function DeskPage() {
  const { coach } = useMe();
  const { value: requests } = useInbox();
  return (
    <p>
      {coach.name} · {requests.length}
    </p>
  );
}
