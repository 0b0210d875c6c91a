import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useLanguage } from '../../fluent/language';
import { Notice } from '../../fluent/notice';
import { among } from '../../shared/words';
import { Breakable } from '../breakable';
import { useDateTime } from '../date_time';
import { CONFLICTS_PATH, loadConflicts, type Conflict } from '../graph/synchronization';
import { Page } from '../page';
import { Problem } from '../problem';
import { RouteLink } from '../router';
import { PATHS } from '../services';
import { useSession } from '../session/session';
import { StackedTable, type Column } from '../stacked_table';
import { useStrings } from '../strings';
import { usePagedList } from '../use_paged_list';

const useStyles = makeStyles({
  scroll: {
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
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
  const columns = useColumns();
  const isEmpty = list.rows.length === 0 && !list.isLoading && list.error === null;
  return (
    <Page title={strings.entries.conflicts.name} text={texts.text}>
      {isEmpty && <Notice intent="success" message={{ title: texts.none }} />}
      {list.rows.length > 0 && (
        <>
          <Notice intent="info" message={{ title: texts.next }} />
          <div className={styles.scroll}>
            <StackedTable
              label={strings.entries.conflicts.name}
              columns={columns}
              rows={list.rows}
              keyOf={({ id, property, value }) => `${id} ${property} ${value}`}
            />
          </div>
        </>
      )}
      {list.error !== null && <Problem error={list.error} onTryAgain={list.rows.length > 0 ? more : again} />}
      <div className={styles.end}>
        <span role="status">{list.rows.length > 0 ? texts.shown({ shown: formats.number(list.rows.length) }) : ''}</span>
        {list.next !== null && !list.isLoading && <Button onClick={more}>{strings.users.more}</Button>}
        {list.isLoading && <Spinner size="tiny" label={strings.loading} />}
      </div>
    </Page>
  );
}

function useColumns(): readonly Column<Conflict>[] {
  const styles = useStyles();
  const { conflicts: texts } = useStrings().synchronization;
  const dateTime = useDateTime();
  return [
    {
      name: texts.columns.person,
      cell: ({ id, displayName, userPrincipalName }) => (
        <>
          <RouteLink to={`${PATHS.users}/${encodeURIComponent(id)}`}>{displayName}</RouteLink>
          <span className={styles.sub}>
            <Breakable text={userPrincipalName} />
          </span>
        </>
      ),
    },
    {
      name: texts.columns.value,
      cell: ({ value, property }) => (
        <>
          <Breakable text={value} />
          <span className={styles.sub}>{among(texts.properties, property) ?? property}</span>
        </>
      ),
    },
    { name: texts.columns.other, cell: ({ other }) => other !== null && <Holder other={other} /> },
    { name: texts.columns.since, cell: ({ occurredAt }) => dateTime(occurredAt), isForWide: true },
  ];
}

function Holder({ other }: { readonly other: NonNullable<Conflict['other']> }) {
  const styles = useStyles();
  const { conflicts: texts } = useStrings().synchronization;
  return (
    <>
      {other.isAdministrator ? (
        other.displayName
      ) : (
        <RouteLink to={`${PATHS.users}/${encodeURIComponent(other.id)}`}>{other.displayName}</RouteLink>
      )}
      <span className={styles.sub}>
        {other.isAdministrator ? texts.administrator : <Breakable text={other.userPrincipalName} />}
      </span>
    </>
  );
}
