import { useBoardTexts } from '../texts/use-board-texts.js';

/** Says that what was done last did not work. */
export function Refused({ isRefused }: { isRefused: boolean }) {
  const { states } = useBoardTexts();
  return <div role="alert">{isRefused && <p className="notice notice-bad">{states.refused}</p>}</div>;
}
