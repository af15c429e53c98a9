import { useAsk, useAvailability, useStore } from '@entraide/react';
import { useId, useRef } from 'preact/hooks';
import { useChat, useWords } from './host-context.js';
import { useFocus } from './watch-focus.js';

const textMax = 8_000;

/** Who answers is said before the first word. With nobody there, the same words can be left. */
export function AskForm() {
  const { host, state } = useChat();
  const { draft, topic } = useStore(state);
  const { ask } = useAsk();
  const { value } = useAvailability();
  const { texts } = useWords();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useFocus(field);
  const isShut = value?.open === false;
  const isReady = draft.trim() !== '';
  const send = () => {
    if (!isReady) return field.current?.focus();
    const { id: conversationId } = ask({ text: draft, ...(topic && { topic }), ...(isShut && { later: true }) });
    state.set({ draft: '', left: null });
    host.emit('asked', { conversationId, later: isShut });
  };
  return (
    <form
      class="sheet"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p class="disclosure">{texts.disclosure}</p>
      <div role="status">
        <h3>{isShut ? texts.questionLater : texts.ask}</h3>
        {isShut && <p class="quiet">{texts.laterLine}</p>}
      </div>
      <Topics />
      <div class="field">
        <label for={id}>{texts.question}</label>
        <textarea
          id={id}
          ref={field}
          dir="auto"
          rows={4}
          maxLength={textMax}
          value={draft}
          aria-describedby={`${id}-hint`}
          onInput={({ currentTarget }) => state.set({ draft: currentTarget.value })}
        />
        <p id={`${id}-hint`} class="quiet">
          {texts.privacy}
        </p>
      </div>
      <button type="submit" class="primary" aria-disabled={!isReady}>
        {isShut ? texts.sendLater : texts.send}
      </button>
    </form>
  );
}

function Topics() {
  const { host, state } = useChat();
  const { topic } = useStore(state);
  const { texts } = useWords();
  const name = useId();
  const { topics = [] } = host.options;
  if (topics.length === 0) return null;
  return (
    <fieldset class="field">
      <legend>{texts.topic}</legend>
      <div class="topics">
        {[{ id: '', label: texts.anyTopic }, ...topics].map(({ id, label }) => (
          <label key={id} class="chip">
            <input
              type="radio"
              name={name}
              value={id}
              checked={id === topic}
              onChange={() => state.set({ topic: id })}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
