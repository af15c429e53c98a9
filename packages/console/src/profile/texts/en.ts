/** Every word of the profile. */
export const en = {
  title: 'You',
  points: {
    title: 'Points',
    spendable: 'to spend',
    pending: 'on their way',
    lifetime: 'in all',
    line: 'Points come from what you do for others, never from speed or from how long you are here.',
    none: 'No points yet.',
  },
  tier: {
    title: 'Where you stand',
    none: 'Not on the ladder yet',
    since: (date: string) => `since ${date}`,
    next: (name: string) => `To ${name}`,
    top: 'You are at the top. Thank you for being here.',
    way: {
      coach: 'To become a coach',
      expert: 'To become an expert',
      animator: 'To become an animator',
      newcomer: 'Newcomer',
    } as Readonly<Record<string, string>>,
    progress: (have: number, need: number) => `${have} of ${need}`,
  },
  counts: {
    answered: 'conversations answered',
    thanked: 'thank-yous',
    welcomed: 'newcomers welcomed',
    advised: 'pieces of advice given',
    liked: 'likes in the lounge',
    tenure_day: 'days with the community',
    point: 'points',
    badge: 'badges',
  } as Readonly<Record<string, string>>,
  on: (topic: string) => `on ${topic}`,
  badges: {
    title: 'Badges',
    none: 'No badge yet. The first comes sooner than one thinks.',
    earned: (date: string) => `earned ${date}`,
    evidence: (count: number) => (count === 1 ? 'for one deed' : `for ${count} deeds`),
  },
  rewards: {
    title: 'Rewards',
    cost: (points: number) => (points === 1 ? '1 point' : `${points} points`),
    redeem: 'Redeem',
    redeemLabel: (name: string) => `Redeem ${name}`,
    refused: {
      tier_not_reached: 'for a higher tier',
      out_of_stock: 'none left',
      insufficient_points: 'not enough points yet',
    } as Readonly<Record<string, string>>,
    asked: 'Asked for. A community manager sees to it.',
  },
  quiet: {
    title: 'When you may be called',
    line: 'When you aren’t here and somebody needs you, the community may send you a note, as often as you like.',
    pings: 'Notes a day at most',
    isQuiet: 'Never between',
    from: 'From',
    to: 'To',
    save: 'Save',
    saved: 'Saved.',
    failed: 'That did not work.',
  },
  failed: 'This can’t be read just now.',
};

export type ProfileTexts = typeof en;
