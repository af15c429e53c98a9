import { useConversation } from '@entraide/react';
import { useRef } from 'preact/hooks';
import { useWords } from './host-context.js';
import { useFocus } from './watch-focus.js';

interface EndQuestionProps {
  id: string;
  done(): void;
}

/** Ending can't be undone, so it is asked for twice. */
export function EndQuestion({ id, done }: EndQuestionProps) {
  const { leave } = useConversation(id);
  const { texts } = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useFocus(title);
  const end = () => {
    done();
    leave().catch(() => undefined);
  };
  return (
    <section class="farewell">
      <h3 ref={title} tabIndex={-1}>
        {texts.endSure}
      </h3>
      <div class="row">
        <button type="button" class="primary" onClick={end}>
          {texts.endYes}
        </button>
        <button type="button" class="second" onClick={done}>
          {texts.cancel}
        </button>
      </div>
    </section>
  );
}
