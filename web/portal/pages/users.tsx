import {
  Button,
  Field,
  Input,
  makeStyles,
  mergeClasses,
  Select,
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
import { loadPeople, peoplePath, type Shown } from '../graph/people';
import { Breakable } from '../breakable';
import { Page } from '../page';
import { Problem } from '../problem';
import { replaceQuery, RouteLink } from '../router';
import { PATHS } from '../services';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { usePagedList } from '../use_paged_list';

const PAGE_SIZE = 50;
const SHOWN: readonly Shown[] = ['all', 'enabled', 'disabled'];

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL, alignItems: 'end' },
  find: { flexGrow: 1, flexBasis: '260px', maxWidth: '480px' },
  scroll: {
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { width: '30%', '@media (max-width: 640px)': { width: '65%' } },
  userName: { width: '36%' },
  wide: { '@media (max-width: 640px)': { display: 'none' } },
  cell: { overflowWrap: 'anywhere', paddingBlock: tokens.spacingVerticalS },
  sub: {
    display: 'none',
    color: tokens.colorNeutralForeground2,
    '@media (max-width: 640px)': { display: 'block' },
  },
  end: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalL, flexWrap: 'wrap' },
});

export function Users() {
  const styles = useStyles();
  const strings = useStrings();
  const { users } = strings;
  const { formats } = useLanguage();
  const [{ typed, shown }, setWanted] = useState(readAddress);
  const { graph } = useSession();
  const [list, more, again] = usePagedList(peoplePath(typed, shown, PAGE_SIZE), (path, signal) => loadPeople(graph, path, signal));
  const want = (change: Partial<Wanted>) => {
    const wanted = { typed, shown, ...change };
    setWanted(wanted);
    writeAddress(wanted);
  };
  const isFiltered = typed.trim() !== '' || shown !== 'all';
  return (
    <Page title={strings.entries.users.name}>
      <div className={styles.tools}>
        <Field label={users.find} className={styles.find}>
          <Input
            type="text"
            autoComplete="off"
            contentBefore={<SearchRegular aria-hidden />}
            value={typed}
            onChange={(_event, { value }) => want({ typed: value })}
          />
        </Field>
        <Field label={users.show}>
          <Select
            value={shown}
            onChange={(_event, { value }) => want({ shown: SHOWN.find((one) => one === value) ?? 'all' })}
          >
            {SHOWN.map((one) => (
              <option key={one} value={one}>
                {users.filter[one]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {list.rows.length > 0 && (
        <div className={styles.scroll}>
          <Table aria-label={strings.entries.users.name}>
            <TableHeader>
              <TableRow>
                <TableHeaderCell className={styles.name}>{users.columns.name}</TableHeaderCell>
                <TableHeaderCell className={mergeClasses(styles.wide, styles.userName)}>{users.columns.userPrincipalName}</TableHeaderCell>
                <TableHeaderCell>{users.columns.state}</TableHeaderCell>
                <TableHeaderCell className={styles.wide}>{users.columns.source}</TableHeaderCell>
              </TableRow>
            </TableHeader>
            <TableBody>
              {list.rows.map((row) => (
                <TableRow key={row.id}>
                  <TableCell className={styles.cell}>
                    <div>
                      <RouteLink to={`${PATHS.users}/${encodeURIComponent(row.id)}`}>{row.displayName}</RouteLink>
                      <span className={styles.sub}>
                        <Breakable text={row.userPrincipalName} />
                      </span>
                    </div>
                  </TableCell>
                  <TableCell className={mergeClasses(styles.cell, styles.wide)}>{row.userPrincipalName}</TableCell>
                  <TableCell className={styles.cell}>
                    {row.accountEnabled ? users.enabled : users.disabled}
                  </TableCell>
                  <TableCell className={mergeClasses(styles.cell, styles.wide)}>
                    {row.isFromDirectory ? users.fromDirectory : users.fromCloud}
                  </TableCell>
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
    if (list.rows.length === 0) return isFiltered ? users.noneFound : users.none;
    return users.shown({ shown: formats.number(list.rows.length), of: list.count === null ? null : formats.number(list.count) });
  }
}

interface Wanted {
  readonly typed: string;
  readonly shown: Shown;
}

/** In the address, so that going back finds the same list. */
function readAddress(): Wanted {
  const query = new URLSearchParams(location.search);
  return { typed: query.get('q') ?? '', shown: SHOWN.find((one) => one === query.get('show')) ?? 'all' };
}

function writeAddress({ typed, shown }: Wanted): void {
  const query = new URLSearchParams(location.search);
  query.delete('q');
  query.delete('show');
  if (typed !== '') query.set('q', typed);
  if (shown !== 'all') query.set('show', shown);
  replaceQuery(query);
}
