/**
 * Whether somebody of a tier passes a gate: no gate, the same tier, or a higher one.
 *
 * @param ladder the community's tiers, lowest first; a tier that isn't in it is above no other
 */
export function passesGate(
  gate: string | null,
  tier: string | null,
  { ladder = [] }: { ladder?: readonly string[] } = {},
): boolean {
  if (gate === null || gate === tier) return true;
  const [needed, reached] = [ladder.indexOf(gate), tier === null ? -1 : ladder.indexOf(tier)];
  return needed >= 0 && reached > needed;
}
