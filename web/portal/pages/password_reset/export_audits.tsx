import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useLanguage } from '../../../fluent/language';
import { collection, type Collection } from '../../graph/answers';
import { asGraphError, type GraphError } from '../../graph/graph_error';
import { audit, auditsPath, type Audit, type AuditFilter } from '../../graph/reset_policy';
import { Problem } from '../../problem';
import { useSession } from '../../session/session';
import { useStrings } from '../../strings';

const PAGE_SIZE = 999;
const MOST_PAGES = 20;

type Told =
  | { readonly at: 'nothing' | 'collecting' }
  | { readonly at: 'cut'; readonly count: number }
  | { readonly at: 'failed'; readonly error: GraphError };

interface Props {
  readonly filter: AuditFilter;
  readonly isEmpty: boolean;
}

/** All that the filter finds, as a file: the names and times of the API, so that a program can read it too. */
export function ExportAudits({ filter, isEmpty }: Props) {
  const { audit: texts } = useStrings().resetPolicy;
  const { formats } = useLanguage();
  const { graph } = useSession();
  const [told, setTold] = useState<Told>({ at: 'nothing' });

  const collect = async () => {
    setTold({ at: 'collecting' });
    try {
      const rows: Audit[] = [];
      let path: string | null = auditsPath(filter, PAGE_SIZE);
      for (let page = 0; page < MOST_PAGES && path !== null; page += 1) {
        const found: Collection<Audit> = await graph.get(path, collection(audit));
        rows.push(...found.value);
        path = found.next;
      }
      download(csvOf(rows));
      setTold(path === null ? { at: 'nothing' } : { at: 'cut', count: rows.length });
    } catch (thrown) {
      setTold({ at: 'failed', error: asGraphError(thrown) });
    }
  };

  return (
    <>
      <Button disabled={isEmpty} disabledFocusable={told.at === 'collecting'} onClick={() => void collect()}>
        {told.at === 'collecting' ? texts.downloading : texts.download}
      </Button>
      {told.at === 'cut' && <span role="status">{texts.downloadedMost({ count: formats.number(told.count) })}</span>}
      {told.at === 'failed' && <Problem error={told.error} focusKey={told.error} />}
    </>
  );
}

const HEADER = ['activityDateTime', 'activityDisplayName', 'result', 'resultReason', 'initiatedBy', 'target', 'correlationId', 'details'];

/** RFC 4180. A value that a spreadsheet would take for a formula is made a text. */
function csvOf(rows: readonly Audit[]): string {
  const lines = rows.map((one) => [
    new Date(one.at).toISOString(),
    one.activity,
    one.succeeded ? 'success' : 'failure',
    one.reason,
    one.by,
    one.target,
    one.correlationId,
    one.details.map(([name, value]) => `${name}=${value}`).join('; '),
  ]);
  return [HEADER, ...lines].map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function download(csv: string): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `audit-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
