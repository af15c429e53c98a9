import { useClient } from '@entraide/react';
import { type FormEvent, useState } from 'react';
import { Refused } from '../parts/refused.js';
import { useCommand } from '../parts/use-command.js';
import { useBoardTexts } from '../texts/use-board-texts.js';

export function AnnouncementForm() {
  const { news: texts, states } = useBoardTexts();
  const client = useClient();
  const { run, isBusy, isRefused } = useCommand();
  const [isPublished, setPublished] = useState(false);
  const publish = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const of = (name: string) => String(data.get(name) ?? '').trim();
    const params = {
      announcementId: crypto.randomUUID(),
      title: of('title'),
      text: of('text'),
      ...(of('tier') && { tier: of('tier') }),
      ...(of('at') && { visibleAt: new Date(of('at')).getTime() }),
    };
    setPublished(false);
    if (!(await run(() => client.call('announcement.publish', params)))) return;
    form.reset();
    setPublished(true);
  };
  return (
    <form className="stack" onSubmit={(event) => void publish(event)}>
      <label>
        {texts.heading}
        <input name="title" required maxLength={200} dir="auto" />
      </label>
      <label>
        {texts.text}
        <textarea name="text" required rows={5} maxLength={8_000} dir="auto" />
      </label>
      <label>
        {texts.tier}
        <input name="tier" maxLength={100} placeholder={texts.everybody} />
      </label>
      <label>
        {texts.at}
        <input name="at" type="datetime-local" />
      </label>
      <Refused isRefused={isRefused} />
      <div className="actions">
        <span role="status">{isPublished && texts.published}</span>
        <button type="submit" className="primary" disabled={isBusy}>
          {isBusy ? states.busy : texts.publish}
        </button>
      </div>
    </form>
  );
}
