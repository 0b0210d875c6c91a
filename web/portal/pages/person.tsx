import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLanguage } from '../../fluent/language';
import { useDateTime } from '../date_time';
import { collection, user as decodeUser, integration, type User } from '../graph/answers';
import { group as decodeGroup } from '../graph/groups';
import { Card, Facts, Page } from '../page';
import { AccessCodeQuestion } from '../person/access_code_question';
import { KeptAway } from '../person/kept_away';
import { LastWriteback } from '../person/last_writeback';
import { LiveState } from '../person/live_state';
import { MethodsCard } from '../person/methods_card';
import { OnPremises } from '../person/on_premises';
import { ContactCard, IdentityCard, JobCard } from '../person/profile_cards';
import { ResetPanel } from '../person/reset_panel';
import { SignOutQuestion } from '../person/sign_out_question';
import { UnlockQuestion } from '../person/unlock_question';
import { Problem } from '../problem';
import { RouteLink } from '../router';
import { PATHS } from '../services';
import { maySetPasswords, useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';
import { INTEGRATION_PATH } from './password_reset';

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap', alignItems: 'center' },
  button: { minHeight: '44px' },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(400px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  why: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export function Person({ id }: { readonly id: string }) {
  const strings = useStrings();
  const { graph } = useSession();
  const path = `/beta/users/${encodeURIComponent(id)}`;
  const [loaded, again] = useLoad(id, () => graph.get(path, decodeUser), true);
  const [turn, setTurn] = useState(0);
  if (loaded.at === 'loading') return <Spinner label={strings.loading} />;
  if (loaded.at === 'failed') {
    return (
      <Page title={strings.entries.users.name}>
        <Problem error={loaded.error} onTryAgain={again} />
      </Page>
    );
  }
  const onChanged = () => {
    again();
    setTurn(turn + 1);
  };
  return <PersonPage user={loaded.value} path={path} turn={turn} onChanged={onChanged} />;
}

interface PersonProps {
  readonly user: User;
  readonly path: string;
  readonly onChanged: () => void;
}

function PersonPage({ user, path, turn, onChanged }: PersonProps & { readonly turn: number }) {
  const styles = useStyles();
  const strings = useStrings();
  const { person: texts } = strings;
  const dateTime = useDateTime();
  const { locale } = useLanguage();
  return (
    <Page title={user.displayName} text={user.userPrincipalName}>
      <div>
        <RouteLink to={PATHS.users}>{texts.back}</RouteLink>
      </div>
      {user.keptAway.length > 0 && <KeptAway user={user} />}
      <Acts user={user} path={path} onChanged={onChanged} />
      <div className={styles.cards}>
        <Card title={texts.account}>
          <Facts
            facts={[
              [texts.userPrincipalName, user.userPrincipalName],
              [texts.language, user.preferredLanguage === null ? null : languageName(user.preferredLanguage, locale)],
              [texts.state, user.accountEnabled ? strings.users.enabled : strings.users.disabled],
              [texts.source, user.isFromDirectory ? texts.sourceText({ domain: user.domainName }) : texts.sourceCloud],
              [texts.signIn, strings.signInTypes[user.signInType].name],
              [texts.created, user.createdAt === null ? null : dateTime(user.createdAt)],
              [
                strings.profile.names.passwordChanged,
                user.profile.passwordChangedAt === null ? null : dateTime(user.profile.passwordChangedAt),
              ],
            ]}
          />
        </Card>
        {user.isFromDirectory && <LiveState path={path} key={turn} />}
        {user.isFromDirectory && <MethodsCard user={user} path={path} />}
        <IdentityCard user={user} />
        <JobCard user={user} path={path} />
        <ContactCard user={user} />
        {user.isFromDirectory && <OnPremises user={user} />}
        <LastWriteback last={user.lastWriteback} />
        <PersonsGroups path={path} />
      </div>
    </Page>
  );
}

/** Those that hold the person, and those that hold these. */
function PersonsGroups({ path }: { readonly path: string }) {
  const strings = useStrings();
  const { graph } = useSession();
  const [loaded, again] = useLoad(path, () => graph.get(`${path}/transitiveMemberOf`, collection(decodeGroup)));
  return (
    <Card title={strings.groups.ofPerson}>
      {loaded.at === 'loading' && <Spinner size="tiny" label={strings.loading} />}
      {loaded.at === 'failed' && <Problem error={loaded.error} onTryAgain={again} />}
      {loaded.at === 'loaded' && (
        <span>
          {loaded.value.value.length === 0 && strings.groups.ofNobody}
          {loaded.value.value.map(({ id, displayName }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <RouteLink to={`${PATHS.groups}/${encodeURIComponent(id)}`}>{displayName}</RouteLink>
            </span>
          ))}
        </span>
      )}
    </Card>
  );
}

/** What can be done to the person, or why it cannot. */
function Acts({ user, path, onChanged }: PersonProps) {
  const styles = useStyles();
  const strings = useStrings();
  const { person: texts } = strings;
  const { graph, roles } = useSession();
  const [settings] = useLoad('', () => graph.get(INTEGRATION_PATH, integration));
  const [open, setOpen] = useState<'reset' | 'unlock' | 'accessCode' | 'signOut' | null>(null);
  const isOff = settings.at === 'loaded' && !settings.value.passwordWritebackEnabled;
  const close = (hasChanged: boolean) => {
    setOpen(null);
    if (hasChanged) onChanged();
  };
  const obstacle = findObstacle();
  return (
    <div>
      <div className={styles.actions}>
        <Button
          appearance="primary"
          className={styles.button}
          disabled={obstacle !== null}
          onClick={() => setOpen('reset')}
        >
          {texts.reset}
        </Button>
        <Button className={styles.button} disabled={obstacle !== null} onClick={() => setOpen('unlock')}>
          {texts.unlock}
        </Button>
        <Button className={styles.button} disabled={obstacle !== null} onClick={() => setOpen('accessCode')}>
          {strings.accessCode.button}
        </Button>
        <Button className={styles.button} disabled={!maySetPasswords(roles)} onClick={() => setOpen('signOut')}>
          {strings.signOutEverywhere.button}
        </Button>
      </div>
      {obstacle !== null && (
        <p className={styles.why}>
          {texts.notAvailable[obstacle]}{' '}
          {obstacle === 'writebackOff' && <RouteLink to={PATHS.integration}>{texts.openSettings}</RouteLink>}
        </p>
      )}
      {open === 'reset' && <ResetPanel user={user} path={path} onClose={close} />}
      {open === 'unlock' && <UnlockQuestion user={user} path={path} onClose={close} />}
      {open === 'signOut' && <SignOutQuestion user={user} path={path} onClose={close} />}
      {open === 'accessCode' && <AccessCodeQuestion user={user} path={path} onClose={() => close(false)} />}
    </div>
  );

  function findObstacle() {
    if (!maySetPasswords(roles)) return 'role';
    if (!user.isFromDirectory) return 'cloudOnly';
    if (!user.accountEnabled) return 'disabled';
    return isOff ? 'writebackOff' : null;
  }
}

/** "Danish (Denmark)"; a tag that nobody knows is shown as it is. */
function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
