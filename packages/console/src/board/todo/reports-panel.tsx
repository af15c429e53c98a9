import type { ReportRow } from '@entraide/core/protocol';
import { useClient, useStore } from '@entraide/react';
import { useId, useState } from 'react';
import { Moment } from '../../shared/moment.js';
import { PlainText } from '../../shared/plain-text.js';
import { hrefOf } from '../../shell/use-route.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/panel.js';
import { Refused } from '../parts/refused.js';
import { useCommand } from '../parts/use-command.js';
import { useBoardTexts } from '../texts/use-board-texts.js';

const byAge = (rows: readonly ReportRow[]) => rows.toSorted((a, b) => a.reportedAt - b.reportedAt);

/** What nobody has seen to yet, the oldest first. */
export const useReports = () => useStore(useClient().view<ReportRow, readonly ReportRow[]>('reports', byAge));

export function ReportsPanel() {
  const { todo: texts } = useBoardTexts();
  const { status, value: reports } = useReports();
  if (status === 'ready' && reports.length === 0) return null;
  return (
    <Panel title={texts.reports}>
      <Loaded status={status}>
        <ul className="stack">
          {reports.map((report) => (
            <ReportCard key={report.key} report={report} />
          ))}
        </ul>
      </Loaded>
    </Panel>
  );
}

function ReportCard({ report: { key: conversationId, reports, comments } }: { report: ReportRow }) {
  const { todo: texts } = useBoardTexts();
  const client = useClient();
  const [note, setNote] = useState('');
  const { run, isBusy, isRefused } = useCommand();
  const id = useId();
  const close = () => client.call('report.close', { conversationId, ...(note.trim() && { note: note.trim() }) });
  return (
    <li className="card">
      <ul>
        {reports.map(({ what, by, at, reason }) => (
          <li key={`${what} ${at} ${by}`}>
            <strong>{what === 'block' ? texts.block : texts.report}</strong> {texts.by[by]} ·{' '}
            <span className="tag tag-bad">{reason}</span>{' '}
            <span className="quiet">
              <Moment at={at} />
            </span>
          </li>
        ))}
      </ul>
      {(comments ?? []).map((comment) => (
        <blockquote key={comment}>
          <PlainText text={comment} />
        </blockquote>
      ))}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void run(close);
        }}
      >
        <label htmlFor={id}>{texts.note}</label>
        <input id={id} maxLength={2_000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        <Refused isRefused={isRefused} />
        <div className="actions">
          <a className="button" href={hrefOf(`/conversations/${conversationId}`)}>
            {texts.read}
          </a>
          <button type="submit" className="primary" disabled={isBusy}>
            {texts.done}
          </button>
        </div>
      </form>
    </li>
  );
}
