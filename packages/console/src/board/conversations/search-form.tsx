import { careOf } from '@entraide/client/lounge';
import { useClient, useStore } from '@entraide/react';
import type { FormEvent } from 'react';
import { useBoardTexts } from '../texts/use-board-texts.js';
import type { Search } from './use-search.js';

const statuses = ['waiting', 'claimed', 'held', 'on_hold', 'closed'] as const;
const dayMs = 24 * 60 * 60 * 1_000;

/** A day of a date field, in the reader's own time. */
const dayOf = (value: string) => new Date(`${value}T00:00:00`).getTime();

function readSearch(form: HTMLFormElement): Search {
  const data = new FormData(form);
  const of = (name: string) => String(data.get(name) ?? '').trim();
  const status = statuses.find((one) => one === of('status'));
  return {
    ...(of('id').length >= 8 && { id: of('id') }),
    ...(of('coach') && { coachId: of('coach') }),
    ...(of('topic') && { topic: of('topic') }),
    ...(status && { status: [status] }),
    ...(of('from') && { askedFrom: dayOf(of('from')) }),
    ...(of('to') && { askedTo: dayOf(of('to')) + dayMs }),
  };
}

/** What a conversation is looked for by. */
export function SearchForm({ coachId, search }: { coachId: string; search(search: Search): void }) {
  const { find: texts, status } = useBoardTexts();
  const { value: coaches } = useStore(careOf(useClient()));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    search(readSearch(event.currentTarget));
  };
  return (
    <form className="search" onSubmit={submit}>
      <label>
        {texts.id}
        <input
          name="id"
          type="search"
          minLength={8}
          maxLength={36}
          pattern="[0-9a-fA-F\-]+"
          placeholder={texts.idHint}
        />
      </label>
      <label>
        {texts.coach}
        <select name="coach" defaultValue={coachId} key={`${coachId} ${coaches.length}`}>
          <option value="">{texts.any}</option>
          {coaches.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.topic}
        <input name="topic" type="search" maxLength={200} />
      </label>
      <label>
        {texts.status}
        <select name="status" defaultValue="">
          <option value="">{texts.any}</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {status[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.from}
        <input name="from" type="date" />
      </label>
      <label>
        {texts.to}
        <input name="to" type="date" />
      </label>
      <button type="submit" className="primary">
        {texts.search}
      </button>
    </form>
  );
}
