import type { OffsetWireEvent } from '@entraide/core/protocol';
import { Empty } from '../../shared/empty.js';
import { Moment } from '../../shared/moment.js';
import { PlainText } from '../../shared/plain-text.js';
import type { BoardTexts } from '../texts/en.js';
import { useBoardTexts } from '../texts/use-board-texts.js';

interface TranscriptProps {
  events: readonly OffsetWireEvent[];
  canLoadEarlier: boolean;
  loadEarlier(): void;
}

/** What was said and what happened, in order. */
export function Transcript({ events, canLoadEarlier, loadEarlier }: TranscriptProps) {
  const texts = useBoardTexts();
  if (events.length === 0) return <Empty title={texts.read.empty} />;
  return (
    <>
      {canLoadEarlier && (
        <button type="button" onClick={loadEarlier}>
          {texts.find.more}
        </button>
      )}
      <ol className="record">
        {events.map((event) => (
          <Line key={event.offset} event={event} texts={texts} />
        ))}
      </ol>
    </>
  );
}

const writes = ['conversation.asked', 'message.posted'];

function Line({ event, texts }: { event: OffsetWireEvent; texts: BoardTexts }) {
  const { type, at, by, data } = event;
  if (writes.includes(type)) {
    const text = data.text as string | undefined;
    return (
      <li className={`remark remark-${by.kind}`}>
        <span className="quiet">
          <strong>{by.kind === 'visitor' ? texts.read.visitor : by.name}</strong> <Moment at={at} />
        </span>
        {text === undefined ? <em className="quiet">{texts.read.erased}</em> : <PlainText text={text} />}
      </li>
    );
  }
  const line = whatHappened(event, texts);
  return line ? (
    <li className="happened quiet">
      {line} · <Moment at={at} />
    </li>
  ) : null;
}

function whatHappened({ type, by, data }: OffsetWireEvent, { events, outcome }: BoardTexts): string | null {
  switch (type) {
    case 'request.claimed':
      return events.claimed(by.name);
    case 'lease.expired':
    case 'conversation.released':
    case 'conversation.reoffered':
      return events.back;
    case 'conversation.transferred':
      return events.transferred;
    case 'conversation.paused':
      return events.paused;
    case 'conversation.thanked':
      return events.thanked;
    case 'conversation.rated':
      return events.rated(Number(data.stars));
    case 'conversation.closed':
      return `${events.closed}: ${outcome[data.outcome as keyof typeof outcome]}`;
    default:
      return null;
  }
}
