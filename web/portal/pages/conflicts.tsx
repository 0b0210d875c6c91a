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
import { useLanguage } from '../../fluent/language';
import { Notice } from '../../fluent/notice';
import { useDateTime } from '../date_time';
import { CONFLICTS_PATH, loadConflicts, type Conflict } from '../graph/synchronization';
import { Page } from '../page';
import { Problem } from '../problem';
import { RouteLink } from '../router';
import { PATHS } from '../services';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { usePagedList } from '../use_paged_list';

const useStyles = makeStyles({
  scroll: {
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  cell: { overflowWrap: 'anywhere', paddingTop: tokens.spacingVerticalS, paddingBottom: tokens.spacingVerticalS, verticalAlign: 'top' },
  wide: { '@media (max-width: 640px)': { display: 'none' } },
  sub: { display: 'block', color: tokens.colorNeutralForeground2 },
  end: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalL, flexWrap: 'wrap' },
});

/** What collides with what (duplicate attribute resiliency). */
export function Conflicts() {
  const styles = useStyles();
  const strings = useStrings();
  const { conflicts: texts } = strings.synchronization;
  const { formats } = useLanguage();
  const { graph } = useSession();
  const [list, more, again] = usePagedList(CONFLICTS_PATH, (path, signal) => loadConflicts(graph, path, signal));
  const isEmpty = list.rows.length === 0 && !list.isLoading && list.error === null;
  return (
    <Page title={strings.entries.conflicts.name} text={texts.text}>
      {isEmpty && <Notice intent="success" message={{ title: texts.none }} />}
      {list.rows.length > 0 && (
        <>
          <Notice intent="info" message={{ title: texts.next }} />
          <div className={styles.scroll}>
            <Table aria-label={strings.entries.conflicts.name}>
              <TableHeader>
                <TableRow>
                  <TableHeaderCell>{texts.columns.person}</TableHeaderCell>
                  <TableHeaderCell>{texts.columns.value}</TableHeaderCell>
                  <TableHeaderCell>{texts.columns.other}</TableHeaderCell>
                  <TableHeaderCell className={styles.wide}>{texts.columns.since}</TableHeaderCell>
                </TableRow>
              </TableHeader>
              <TableBody>
                {list.rows.map((conflict) => (
                  <Row key={`${conflict.id} ${conflict.property} ${conflict.value}`} conflict={conflict} />
                ))}
              </TableBody>
            </Table>
          </div>
        </>
      )}
      {list.error !== null && <Problem error={list.error} onTryAgain={list.rows.length > 0 ? more : again} />}
      <div className={styles.end}>
        <span role="status">{list.rows.length > 0 ? texts.shown(formats.number(list.rows.length)) : ''}</span>
        {list.next !== null && !list.isLoading && <Button onClick={more}>{strings.users.more}</Button>}
        {list.isLoading && <Spinner size="tiny" label={strings.loading} />}
      </div>
    </Page>
  );
}

function Row({ conflict }: { readonly conflict: Conflict }) {
  const styles = useStyles();
  const { conflicts: texts } = useStrings().synchronization;
  const dateTime = useDateTime();
  const { other } = conflict;
  return (
    <TableRow>
      <TableCell className={styles.cell}>
        <div>
          <RouteLink to={`${PATHS.users}/${encodeURIComponent(conflict.id)}`}>{conflict.displayName}</RouteLink>
          <span className={styles.sub}>{conflict.userPrincipalName}</span>
        </div>
      </TableCell>
      <TableCell className={styles.cell}>
        <div>
          {conflict.value}
          <span className={styles.sub}>{texts.properties[conflict.property] ?? conflict.property}</span>
        </div>
      </TableCell>
      <TableCell className={styles.cell}>
        {other !== null && (
          <div>
            {other.isAdministrator ? (
              other.displayName
            ) : (
              <RouteLink to={`${PATHS.users}/${encodeURIComponent(other.id)}`}>{other.displayName}</RouteLink>
            )}
            <span className={styles.sub}>{other.isAdministrator ? texts.administrator : other.userPrincipalName}</span>
          </div>
        )}
      </TableCell>
      <TableCell className={mergeClasses(styles.cell, styles.wide)}>{dateTime(conflict.occurredAt)}</TableCell>
    </TableRow>
  );
}
