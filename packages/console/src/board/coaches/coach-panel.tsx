import type { CareRow } from '@entraide/core/protocol';
import { useThread } from '@entraide/react';
import { useId, useState } from 'react';
import { Empty } from '../../shared/empty.js';
import { Moment } from '../../shared/moment.js';
import { PlainText } from '../../shared/plain-text.js';
import { hrefOf } from '../../shell/use-route.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/panel.js';
import { useBoardTexts } from '../texts/use-board-texts.js';
import { Suspension } from './suspension.js';

/** One coach: what they and the managers write to each other, and whether they may come in. */
export function CoachPanel({ coach }: { coach: CareRow }) {
  const { coaches: texts } = useBoardTexts();
  const { status, messages, post } = useThread(coach.key);
  const [text, setText] = useState('');
  const id = useId();
  const send = () => {
    if (!text.trim()) return;
    void post(text).catch(() => setText(text));
    setText('');
  };
  return (
    <div className="stack">
      <Suspension coach={coach} />
      <a href={hrefOf(`/conversations?coach=${coach.key}`)}>{texts.conversations}</a>
      <Panel title={texts.thread(coach.name)}>
        <Loaded status={status}>
          {messages.length === 0 && <Empty title={texts.emptyThread} />}
          <ol className="record" aria-live="polite">
            {messages.map(({ id: messageId, text: said, by, at }) => (
              <li key={messageId} className={`remark remark-${by.kind}`}>
                <span className="quiet">
                  <strong>{by.name}</strong> <Moment at={at} />
                </span>
                <PlainText text={said ?? '…'} />
              </li>
            ))}
          </ol>
        </Loaded>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <label htmlFor={id}>{texts.write}</label>
          <textarea
            id={id}
            rows={3}
            dir="auto"
            maxLength={8_000}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <div className="actions">
            <button type="submit" className="primary" disabled={!text.trim()}>
              {texts.send}
            </button>
          </div>
        </form>
      </Panel>
    </div>
  );
}
