import { useAsk, useAvailability } from '@entraide/react';
import { useId, useState } from 'react';
import { texts } from '../texts.js';

/** Who answers is said before the first word. With nobody there, a question can still be left. */
export function AskForm() {
  const { ask } = useAsk();
  const { value } = useAvailability();
  const [text, setText] = useState('');
  const id = useId();
  const isShut = value?.open === false;
  return (
    <form
      className="ask"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) ask({ text, ...(isShut ? { later: true } : {}) });
      }}
    >
      <p className="disclosure">{texts.disclosure}</p>
      <h4>{isShut ? texts.greetingShut : texts.greeting}</h4>
      <p className="quiet">{isShut ? texts.greetingShutLine : texts.greetingLine}</p>
      <ul className="suggestions">
        {texts.suggestions.map((suggestion) => (
          <li key={suggestion}>
            <button type="button" onClick={() => setText(suggestion)}>
              {suggestion}
            </button>
          </li>
        ))}
      </ul>
      <label htmlFor={id}>{texts.question}</label>
      <textarea
        id={id}
        rows={3}
        value={text}
        maxLength={8_000}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}-hint`} className="hint">
        {texts.questionHint}
      </p>
      <button type="submit" className="primary" disabled={!text.trim()}>
        {isShut ? texts.askLater : texts.ask}
      </button>
    </form>
  );
}
