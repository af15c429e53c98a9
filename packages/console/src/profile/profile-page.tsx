import { useMe } from '@entraide/react';
import { Avatar } from '../shared/avatar.js';
import { Skeleton } from '../shared/skeleton.js';
import { Badges } from './badges.js';
import { PointsCard } from './points-card.js';
import { QuietForm } from './quiet-form.js';
import { RewardsCard } from './rewards-card.js';
import { Standing } from './standing.js';
import { useProfileTexts } from './texts/use-profile-texts.js';

/** What the community owes to a coach, and when it may call them. */
export function ProfilePage() {
  const texts = useProfileTexts();
  const { status, coach } = useMe();
  if (status === 'loading') return <Skeleton />;
  if (status === 'error') return <p className="notice notice-bad">{texts.failed}</p>;
  return (
    <div className="profile">
      <p className="profile-name">
        <Avatar name={coach.name} /> <bdi>{coach.name}</bdi>
      </p>
      <Standing />
      <PointsCard />
      <Badges />
      <RewardsCard />
      <QuietForm />
    </div>
  );
}
