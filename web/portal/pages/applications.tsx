import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useLanguage } from '../../fluent/language';
import { Notice } from '../../fluent/notice';
import { NewRegistration } from '../applications/new_registration';
import { listApplications, type Application } from '../graph/applications';
import { Page } from '../page';
import { Problem } from '../problem';
import { navigate, RouteLink } from '../router';
import { PATHS } from '../services';
import { mayConfigure, useSession } from '../session/session';
import { StackedTable, type Column } from '../stacked_table';
import { useStrings } from '../strings';
import { useApplicationsStrings } from '../strings/applications';
import { useLoad } from '../use_load';

const useStyles = makeStyles({
  frame: {
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  button: { minHeight: '44px', alignSelf: 'flex-start' },
  id: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

const pathOf = (id: string): string => `${PATHS.applications}/${encodeURIComponent(id)}`;

/** The programs that people sign in to. */
export function Applications() {
  const styles = useStyles();
  const strings = useStrings();
  const texts = useApplicationsStrings();
  const { graph, roles } = useSession();
  const [loaded, again] = useLoad('', () => listApplications(graph));
  const [isRegistering, setRegistering] = useState(false);
  const columns = useColumns();
  const isAllowed = mayConfigure(roles);
  return (
    <Page title={strings.entries.applications.name} text={texts.text}>
      {!isAllowed && <Notice intent="info" message={{ title: texts.onlyGlobal }} />}
      <Button
        appearance="primary"
        className={styles.button}
        icon={<AddRegular aria-hidden />}
        disabled={!isAllowed}
        onClick={() => setRegistering(true)}
      >
        {texts.register.open}
      </Button>
      {loaded.at === 'loading' && <Spinner label={strings.loading} />}
      {loaded.at === 'failed' && <Problem error={loaded.error} onTryAgain={again} />}
      {loaded.at === 'loaded' && loaded.value.length === 0 && <Notice intent="info" message={texts.none} />}
      {loaded.at === 'loaded' && loaded.value.length > 0 && (
        <div className={styles.frame}>
          <StackedTable
            label={strings.entries.applications.name}
            columns={columns}
            rows={loaded.value}
            keyOf={({ id }) => id}
          />
        </div>
      )}
      {isRegistering && (
        <NewRegistration onClose={() => setRegistering(false)} onRegistered={({ id }) => navigate(pathOf(id))} />
      )}
    </Page>
  );
}

function useColumns(): readonly Column<Application>[] {
  const styles = useStyles();
  const { columns, kinds, access } = useApplicationsStrings();
  const { formats } = useLanguage();
  return [
    { name: columns.name, cell: ({ id, displayName }) => <RouteLink to={pathOf(id)}>{displayName}</RouteLink> },
    { name: columns.id, cell: ({ id }) => <span className={styles.id}>{id}</span>, isForWide: true },
    { name: columns.kind, cell: ({ isPublic }) => kinds[isPublic ? 'public' : 'confidential'] },
    {
      name: columns.access,
      cell: ({ isForGroups, groupIds }) =>
        isForGroups ? access.countOfGroups({ count: formats.number(groupIds.length), isOne: groupIds.length === 1 }) : access.everyone,
    },
  ];
}
