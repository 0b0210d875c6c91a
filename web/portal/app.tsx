import { Spinner } from '@fluentui/react-components';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLanguage } from '../fluent/language';
import { QUESTIONS } from '../shared/questions';
import { withWords } from '../shared/words';
import { Frame } from './frame/frame';
import { me, roles, type Me, type Role } from './graph/answers';
import { GraphClient } from './graph/client';
import { asGraphError, type GraphError } from './graph/graph_error';
import { Home } from './pages/home';
import { Landing, type LandingNotice } from './pages/landing';
import { Problem } from './problem';
import { usePath } from './router';
import { isFirstLine, SessionContext, useSession, type Session } from './session/session';
import { goToSignIn, signOut, start } from './session/sign_in';
import { useStrings } from './strings';
import { APPLICATIONS_STRINGS } from './strings/applications';
import { HELPDESK_STRINGS } from './strings/helpdesk';

type State =
  | { readonly at: 'starting' }
  | { readonly at: 'signed_out'; readonly notice: LandingNotice; readonly path: string }
  | { readonly at: 'entering'; readonly token: string }
  | { readonly at: 'failed'; readonly token: string; readonly error: GraphError }
  | { readonly at: 'signed_in'; readonly token: string; readonly me: Me; readonly roles: readonly Role[] };

/** Another sign-in so soon after one would only go round in circles. */
const TOO_SOON_MS = 30_000;

export function App() {
  const { language } = useLanguage();
  const [state, setState] = useState<State>({ at: 'starting' });
  const signedInAt = useRef(0);

  useEffect(() => {
    void start(language).then((began) => {
      if ('token' in began) {
        signedInAt.current = Date.now();
        setState({ at: 'entering', token: began.token });
      } else {
        setState({ at: 'signed_out', notice: began.signedOut, path: began.path });
      }
    });
  }, []);

  const onSessionEnd = useCallback(() => {
    const path = location.pathname + location.search;
    if (Date.now() - signedInAt.current > TOO_SOON_MS) void goToSignIn(path, language, true);
    else setState({ at: 'signed_out', notice: 'session_ended', path });
  }, [language]);
  const leave = useCallback(() => {
    void signOut().then((isConfirmed) =>
      setState({ at: 'signed_out', notice: isConfirmed ? 'signed_out' : 'still_signed_in', path: '/portal' }),
    );
  }, []);

  const token = 'token' in state ? state.token : null;
  const graph = useMemo(() => (token === null ? null : new GraphClient(token, onSessionEnd)), [token]);
  const enter = useCallback(() => {
    if (graph === null || token === null) return;
    Promise.all([graph.get('/v1.0/me', me), graph.get('/v1.0/me/memberOf', roles)]).then(
      ([who, theirRoles]) => setState({ at: 'signed_in', token, me: who, roles: theirRoles }),
      (thrown: unknown) =>
        setState((before) =>
          before.at === 'signed_out' ? before : { at: 'failed', token, error: asGraphError(thrown) },
        ),
    );
  }, [graph, token]);
  useEffect(enter, [enter]);

  const session = useMemo<Session | null>(
    () =>
      state.at === 'signed_in' && graph !== null
        ? { graph, me: state.me, roles: state.roles, signOut: leave }
        : null,
    [state, graph, leave],
  );

  if (state.at === 'signed_out') return <Landing notice={state.notice} path={state.path} />;
  if (state.at === 'failed') {
    return (
      <main>
        <Problem error={state.error} onTryAgain={enter} />
      </main>
    );
  }
  if (session === null) return <Waiting />;
  return (
    <SessionContext value={session}>
      <Frame>
        <Suspense fallback={<Waiting />}>
          <CurrentPage />
        </Suspense>
      </Frame>
    </SessionContext>
  );
}

function Waiting() {
  const strings = useStrings();
  return <Spinner label={strings.loading} />;
}

const Helpdesk = lazy(() => withWords(HELPDESK_STRINGS, import('./pages/helpdesk')).then(({ Helpdesk: page }) => ({ default: page })));
const HelpdeskPerson = lazy(() => withWords(HELPDESK_STRINGS, import('./pages/helpdesk_person')).then(({ HelpdeskPerson: page }) => ({ default: page })));
const Directory = lazy(() => import('./pages/directory').then(({ Directory: page }) => ({ default: page })));
const Users = lazy(() => import('./pages/users').then(({ Users: page }) => ({ default: page })));
const Person = lazy(() => import('./pages/person').then(({ Person: page }) => ({ default: page })));
const Groups = lazy(() => import('./pages/groups').then(({ Groups: page }) => ({ default: page })));
const GroupPage = lazy(() => import('./pages/group').then(({ GroupPage: page }) => ({ default: page })));
const Agents = lazy(() => import('./pages/agents').then(({ Agents: page }) => ({ default: page })));
const Applications = lazy(() => withWords(APPLICATIONS_STRINGS, import('./pages/applications')).then(({ Applications: page }) => ({ default: page })));
const ApplicationPage = lazy(() => withWords(APPLICATIONS_STRINGS, import('./pages/application')).then(({ ApplicationPage: page }) => ({ default: page })));
const Synchronization = lazy(() =>
  import('./pages/synchronization').then(({ Synchronization: page }) => ({ default: page })),
);
const Conflicts = lazy(() => import('./pages/conflicts').then(({ Conflicts: page }) => ({ default: page })));
const Explain = lazy(() => import('./pages/explain').then(({ Explain: page }) => ({ default: page })));
const SyncSettings = lazy(() => import('./pages/sync_settings').then(({ SyncSettings: page }) => ({ default: page })));
const DeletedUsers = lazy(() => import('./pages/deleted_users').then(({ DeletedUsers: page }) => ({ default: page })));
const PasswordReset = lazy(() =>
  import('./pages/password_reset').then(({ PasswordReset: page }) => ({ default: page })),
);
const Integration = lazy(() => import('./pages/integration').then(({ Integration: page }) => ({ default: page })));
const Properties = lazy(() => withWords(HELPDESK_STRINGS, import('./pages/password_reset/properties')).then(({ Properties: page }) => ({ default: page })));
const Methods = lazy(() => withWords(QUESTIONS, import('./pages/password_reset/methods')).then(({ Methods: page }) => ({ default: page })));
const Registration = lazy(() => import('./pages/password_reset/registration').then(({ Registration: page }) => ({ default: page })));
const Notifications = lazy(() => import('./pages/password_reset/notifications').then(({ Notifications: page }) => ({ default: page })));
const Customization = lazy(() => import('./pages/password_reset/customization').then(({ Customization: page }) => ({ default: page })));
const AdministratorPolicy = lazy(() => import('./pages/password_reset/administrator_policy').then(({ AdministratorPolicy: page }) => ({ default: page })));
const PasswordProtection = lazy(() => import('./pages/password_reset/password_protection').then(({ PasswordProtection: page }) => ({ default: page })));
const AuditLogs = lazy(() => import('./pages/password_reset/audit_logs').then(({ AuditLogs: page }) => ({ default: page })));
const Usage = lazy(() => import('./pages/password_reset/usage').then(({ Usage: page }) => ({ default: page })));
const NotFound = lazy(() => import('./pages/not_found').then(({ NotFound: page }) => ({ default: page })));

/** A page is made anew at each address, so that its heading is announced and nothing of another person stays. */
function CurrentPage() {
  const path = usePath().replace(/\/$/, '');
  const [, , section, item, rest] = path.split('/');
  const { roles } = useSession();
  if (section === undefined) return isFirstLine(roles) ? <Helpdesk /> : <Home />;
  if (section === 'helpdesk' && rest === undefined) {
    return item === undefined ? <Helpdesk /> : <HelpdeskPerson id={decodeURIComponent(item)} key={path} />;
  }
  if (section !== 'directory') return <NotFound key={path} />;
  if (item === undefined) return <Directory />;
  if (item === 'users') return rest === undefined ? <Users /> : <Person id={decodeURIComponent(rest)} key={path} />;
  if (item === 'groups') return rest === undefined ? <Groups /> : <GroupPage id={decodeURIComponent(rest)} key={path} />;
  if (item === 'agents' && rest === undefined) return <Agents />;
  if (item === 'applications') {
    return rest === undefined ? <Applications /> : <ApplicationPage id={decodeURIComponent(rest)} key={path} />;
  }
  if (item === 'deleted-users' && rest === undefined) return <DeletedUsers />;
  if (item === 'synchronization') {
    if (rest === undefined) return <Synchronization />;
    if (rest === 'duplicates') return <Conflicts />;
    if (rest === 'explain') return <Explain />;
    return rest === 'settings' ? <SyncSettings /> : <NotFound key={path} />;
  }
  if (item === 'password-reset') return <PasswordResetPage name={rest} key={path} />;
  return <NotFound key={path} />;
}

function PasswordResetPage({ name }: { readonly name: string | undefined }) {
  switch (name) {
    case undefined:
      return <PasswordReset />;
    case 'properties':
      return <Properties />;
    case 'authentication-methods':
      return <Methods />;
    case 'registration':
      return <Registration />;
    case 'notifications':
      return <Notifications />;
    case 'customization':
      return <Customization />;
    case 'on-premises-integration':
      return <Integration />;
    case 'password-protection':
      return <PasswordProtection />;
    case 'administrator-policy':
      return <AdministratorPolicy />;
    case 'audit-logs':
      return <AuditLogs />;
    case 'usage-and-insights':
      return <Usage />;
    default:
      return <NotFound />;
  }
}
