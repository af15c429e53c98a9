import { useInbox } from '@entraide/react';
import { useDeskTexts } from './texts/use-desk-texts.js';

export const columns = ['requests', 'talk', 'people'] as const;
export type Column = (typeof columns)[number];

interface ColumnsProps {
  column: Column;
  unreadCount: number;
  choose(column: Column): void;
}

/** Where there is room for one column alone, which one. */
export function Columns({ column, unreadCount, choose }: ColumnsProps) {
  const { columns: texts } = useDeskTexts();
  const { value: requests } = useInbox();
  const counts = { requests: requests.length, talk: unreadCount, people: 0 };
  return (
    <nav className="columns" aria-label={texts.label}>
      {columns.map((one) => (
        <button key={one} type="button" aria-pressed={one === column} onClick={() => choose(one)}>
          {texts[one]}
          {counts[one] > 0 && <span className="badge">{counts[one]}</span>}
        </button>
      ))}
    </nav>
  );
}
