import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { PeopleRegular, PersonRegular } from '@fluentui/react-icons';
import { group as decodeGroup, loadMembers } from '../graph/groups';
import { Card, Facts, Page } from '../page';
import { Problem } from '../problem';
import { RouteLink } from '../router';
import { PATHS } from '../services';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';
import { usePagedList } from '../use_paged_list';

const PAGE_SIZE = 100;

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  item: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'center', overflowWrap: 'anywhere', flexWrap: 'wrap' },
  icon: { fontSize: '20px', lineHeight: 0 },
  name: { color: tokens.colorNeutralForeground2 },
});

export function GroupPage({ id }: { readonly id: string }) {
  const strings = useStrings();
  const { groups } = strings;
  const { graph } = useSession();
  const path = `/v1.0/groups/${encodeURIComponent(id)}`;
  const [loaded, again] = useLoad(id, () => graph.get(path, decodeGroup));
  if (loaded.at === 'loading') return <Spinner label={strings.loading} />;
  if (loaded.at === 'failed') {
    return (
      <Page title={strings.entries.groups.name}>
        <Problem error={loaded.error} onTryAgain={again} />
      </Page>
    );
  }
  const group = loaded.value;
  return (
    <Page title={group.displayName} text={group.description ?? ''}>
      <div>
        <RouteLink to={PATHS.groups}>{groups.back}</RouteLink>
      </div>
      <Card title={groups.account}>
        <Facts
          facts={[
            [strings.person.samAccountName, group.samAccountName],
            [strings.person.domainName, group.domainName],
            [strings.person.mail, group.mail],
            [strings.person.source, strings.person.sourceText({ domain: group.domainName })],
          ]}
        />
      </Card>
      <Members path={path} key={id} />
    </Page>
  );
}

function Members({ path }: { readonly path: string }) {
  const styles = useStyles();
  const strings = useStrings();
  const { groups, users } = strings;
  const { graph } = useSession();
  const [list, more, again] = usePagedList(`${path}/members?$top=${PAGE_SIZE}`, (page, signal) =>
    loadMembers(graph, page, signal),
  );
  return (
    <Card title={groups.members}>
      <ul className={styles.list}>
        {list.rows.map(({ id, displayName, userPrincipalName, isGroup }) => (
          <li key={id} className={styles.item}>
            <span className={styles.icon}>{isGroup ? <PeopleRegular aria-hidden /> : <PersonRegular aria-hidden />}</span>
            <RouteLink to={`${isGroup ? PATHS.groups : PATHS.users}/${encodeURIComponent(id)}`}>{displayName}</RouteLink>
            <span className={styles.name}>{isGroup ? groups.isGroup : userPrincipalName}</span>
          </li>
        ))}
      </ul>
      {list.error !== null && <Problem error={list.error} onTryAgain={list.rows.length > 0 ? more : again} />}
      <span role="status">{!list.isLoading && list.error === null && list.rows.length === 0 ? groups.noMembers : ''}</span>
      {list.isLoading && <Spinner size="tiny" label={strings.loading} />}
      {list.next !== null && !list.isLoading && <Button onClick={more}>{users.more}</Button>}
    </Card>
  );
}
