import {
  Button,
  makeStyles,
  mergeClasses,
  Spinner,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { useRef } from 'react';
import { useLanguage } from '../../fluent/language';
import { useDateTime } from '../date_time';
import { loadRuns, RUNS_PATH, type SyncRun } from '../graph/synchronization';
import { Problem } from '../problem';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { usePagedList } from '../use_paged_list';
import { useRefresh } from '../use_refresh';

const REFRESH_MS = 5_000;

const useStyles = makeStyles({
  cell: { overflowWrap: 'anywhere', paddingTop: tokens.spacingVerticalS, paddingBottom: tokens.spacingVerticalS, verticalAlign: 'top' },
  wide: { '@media (max-width: 640px)': { display: 'none' } },
  narrow: { display: 'block', '@media (min-width: 641px)': { display: 'none' } },
  list: { margin: `${tokens.spacingVerticalXS} 0 0`, paddingLeft: tokens.spacingHorizontalL },
  text: { margin: 0 },
  end: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalL },
});

/** The last runs that changed something, failed or were asked for. */
export function Runs() {
  const styles = useStyles();
  const strings = useStrings();
  const { runs: texts } = strings.synchronization;
  const { graph } = useSession();
  const [list, more, again] = usePagedList(RUNS_PATH, (path, signal) => loadRuns(graph, path, signal));
  // Older pages that somebody has opened stay as they are.
  const refresh = useRef(again);
  refresh.current = () => {
    if (list.rows.length <= 25 && !list.isLoading) again();
  };
  const turn = useRef(() => refresh.current());
  useRefresh(turn.current, REFRESH_MS);
  if (list.rows.length === 0 && list.isLoading) return <Spinner label={strings.loading} />;
  return (
    <>
      {list.error !== null && <Problem error={list.error} onTryAgain={again} />}
      {list.rows.length === 0 && list.error === null && <p className={styles.text}>{texts.none}</p>}
      {list.rows.length > 0 && (
        <Table aria-label={texts.title}>
          <TableHeader>
            <TableRow>
              <TableHeaderCell>{texts.columns.when}</TableHeaderCell>
              <TableHeaderCell className={styles.wide}>{texts.columns.what}</TableHeaderCell>
              <TableHeaderCell className={styles.wide}>{texts.columns.result}</TableHeaderCell>
              <TableHeaderCell>{texts.columns.changes}</TableHeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {list.rows.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </TableBody>
        </Table>
      )}
      {list.next !== null && (
        <div className={styles.end}>
          <Button onClick={more} disabledFocusable={list.isLoading}>
            {strings.users.more}
          </Button>
        </div>
      )}
    </>
  );
}

const COUNTS = ['created', 'updated', 'removed', 'held', 'refused'] as const;

function RunRow({ run }: { readonly run: SyncRun }) {
  const styles = useStyles();
  const { runs: texts } = useStrings().synchronization;
  const { formats } = useLanguage();
  const dateTime = useDateTime();
  const { number } = formats;
  const changes = COUNTS.filter((one) => run[one] > 0)
    .map((one) => texts.changes[one]({ count: number(run[one]) }))
    .join(', ');
  return (
    <TableRow>
      <TableCell className={styles.cell}>{dateTime(run.endedAt)}</TableCell>
      <TableCell className={mergeClasses(styles.cell, styles.wide)}>{texts.kinds[run.kind]}</TableCell>
      <TableCell className={mergeClasses(styles.cell, styles.wide)}>{texts.results[run.result]}</TableCell>
      <TableCell className={styles.cell}>
        <div>
          {run.result !== 'done' && <span className={styles.narrow}>{texts.results[run.result]}</span>}
          {changes === '' ? texts.nothing : changes}
          {run.message !== '' && <p className={styles.text}>{run.message}</p>}
          {run.refusals.length > 0 && (
            <details>
              <summary>{texts.refusals({ count: number(run.refused) })}</summary>
              <ul className={styles.list}>
                {run.refusals.map(({ who, message }) => (
                  <li key={who}>
                    {who}: {message}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      </TableCell>
    </TableRow>
  );
}
