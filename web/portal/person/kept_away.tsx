import { makeStyles, tokens } from '@fluentui/react-components';
import { Notice } from '../../fluent/notice';
import { useDateTime } from '../date_time';
import type { User } from '../graph/answers';
import type { KeptAway as Value } from '../graph/profile';
import { loadConflictsOf, type Conflict } from '../graph/synchronization';
import { RouteLink } from '../router';
import { PATHS } from '../services';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad, type Loaded } from '../use_load';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
  text: { margin: `${tokens.spacingVerticalXS} 0` },
});

/** The values that the person should have and that are others': which, whose, and what to do. */
export function KeptAway({ user }: { readonly user: User }) {
  const styles = useStyles();
  const { keptAway: texts } = useStrings().profile;
  const { graph } = useSession();
  const { length } = user.keptAway;
  const [owners] = useLoad(`${user.id} ${length}`, () => loadConflictsOf(graph, user.id, length));
  const hasOtherName = user.keptAway.some(({ property }) => property === 'userPrincipalName');
  return (
    <Notice intent="warning" message={texts.notice({ count: length })}>
      <ul className={styles.list}>
        {user.keptAway.map((value) => (
          <Line key={`${value.property} ${value.value}`} value={value} owners={owners} />
        ))}
      </ul>
      {hasOtherName && <p className={styles.text}>{texts.untilThen({ userName: user.userPrincipalName })}</p>}
      <RouteLink to={PATHS.conflicts}>{texts.open}</RouteLink>
    </Notice>
  );
}

function Line({ value, owners }: { readonly value: Value; readonly owners: Loaded<Conflict[]> }) {
  const { keptAway: texts } = useStrings().profile;
  const dateTime = useDateTime();
  return (
    <li>
      {texts.value({ property: value.property, value: value.value, since: dateTime(value.since) })} <Owner value={value} owners={owners} />
    </li>
  );
}

function Owner({ value, owners }: { readonly value: Value; readonly owners: Loaded<Conflict[]> }) {
  const { keptAway: texts } = useStrings().profile;
  if (owners.at === 'loading') return texts.asking;
  const found =
    owners.at === 'loaded' ? owners.value.find((one) => one.property === value.property && one.value === value.value) : undefined;
  if (found === undefined) return texts.notKnown;
  const { other } = found;
  if (other === null) return texts.nobody;
  if (other.isAdministrator) return texts.administrator({ userName: other.userPrincipalName });
  return (
    <>
      {texts.belongsTo} <RouteLink to={`${PATHS.users}/${encodeURIComponent(other.id)}`}>{other.displayName}</RouteLink> (
      {other.userPrincipalName}).
    </>
  );
}
