/** How a coach is there who is connected to some node: whether they look. */
export type ShownPresence = 'present' | 'passive';
