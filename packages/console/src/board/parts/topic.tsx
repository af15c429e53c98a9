import { useBoardTexts } from '../texts/use-board-texts.js';

export function Topic({ topic }: { topic: string | null }) {
  const { states } = useBoardTexts();
  return topic === null ? <span className="quiet">{states.anyTopic}</span> : <span className="tag">{topic}</span>;
}
