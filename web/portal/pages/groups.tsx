import {
  Button,
  Field,
  Input,
  makeStyles,
  Spinner,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useLanguage } from '../../fluent/language';
import { groupsPath, loadGroups } from '../graph/groups';
import { Page } from '../page';
import { Problem } from '../problem';
import { RouteLink } from '../router';
import { PATHS } from '../services';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { usePagedList } from '../use_paged_list';

const PAGE_SIZE = 50;

const useStyles = makeStyles({
  find: { maxWidth: '480px' },
  frame: {
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  cell: { overflowWrap: 'anywhere', paddingBlock: tokens.spacingVerticalS },
  end: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalL, flexWrap: 'wrap' },
});

/** The security groups that the agents brought. */
export function Groups() {
  const styles = useStyles();
  const strings = useStrings();
  const { groups, users } = strings;
  const { formats } = useLanguage();
  const { graph } = useSession();
  const [typed, setTyped] = useState('');
  const [list, more, again] = usePagedList(groupsPath(typed, PAGE_SIZE), (path, signal) => loadGroups(graph, path, signal));
  return (
    <Page title={strings.entries.groups.name} text={groups.text}>
      <Field label={groups.find} className={styles.find}>
        <Input
          type="text"
          autoComplete="off"
          contentBefore={<SearchRegular aria-hidden />}
          value={typed}
          onChange={(_event, { value }) => setTyped(value)}
        />
      </Field>
      {list.rows.length > 0 && (
        <div className={styles.frame}>
          <Table aria-label={strings.entries.groups.name}>
            <TableHeader>
              <TableRow>
                <TableHeaderCell>{groups.columns.name}</TableHeaderCell>
                <TableHeaderCell>{groups.columns.description}</TableHeaderCell>
              </TableRow>
            </TableHeader>
            <TableBody>
              {list.rows.map(({ id, displayName, description }) => (
                <TableRow key={id}>
                  <TableCell className={styles.cell}>
                    <RouteLink to={`${PATHS.groups}/${encodeURIComponent(id)}`}>{displayName}</RouteLink>
                  </TableCell>
                  <TableCell className={styles.cell}>{description}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      {list.error !== null && <Problem error={list.error} onTryAgain={list.rows.length > 0 ? more : again} />}
      <div className={styles.end}>
        <span role="status">{status()}</span>
        {list.next !== null && !list.isLoading && <Button onClick={more}>{users.more}</Button>}
        {list.isLoading && <Spinner size="tiny" label={strings.loading} />}
      </div>
    </Page>
  );

  function status(): string {
    if (list.isLoading || list.error !== null) return '';
    if (list.rows.length === 0) return typed.trim() === '' ? groups.none : groups.noneFound;
    return users.shown({ shown: formats.number(list.rows.length), of: list.count === null ? null : formats.number(list.count) });
  }
}
