import { useEffect, useState } from 'preact/hooks';
import { ApiError, asApiError } from '../shared/api_error';
import { awaitOutcome } from '../shared/await_outcome';
import type { Language } from '../shared/language';
import { pauseUntilOnline } from '../shared/pause';
import { isAboutThePassword } from '../shared/reasons';
import type { Outcome, Settings } from '../shared/reset_answers';
import type { SealedPassword, Ticket } from '../shared/seal';
import { Frame } from '../shared/ui/frame';
import { LanguageContext, localise, useLanguageChoice } from '../shared/ui/language_context';
import { SiteContext } from '../shared/ui/site_context';
import type { Account, Step } from './answers';
import type { AccountApi } from './api';
import { OwnSessionsLater } from './own_sessions/later';
import { SecurityInfo } from './security_info/security_info';
import { ApplicationOver } from './steps/application_over';
import { ChangePassword } from './steps/change_password';
import { Failed } from './steps/failed';
import { Home } from './steps/home';
import { Loading } from './steps/loading';
import { NotMe } from './steps/not_me';
import { SignIn } from './steps/sign_in';
import { SignOut } from './steps/sign_out';
import { Working } from './steps/working';
import { useApplication, type ApplicationWay } from './use_application';
import type { Notice, View } from './view';

interface Props {
  readonly api: AccountApi;
  /** Its words have been loaded. */
  readonly firstLanguage: Language;
  /** `?mkt=da-DK`, `?whr=example.org` (the organisation), `?username=lise@example.org`. */
  readonly parameters: URLSearchParams;
  /** From a mail: somebody wants to say that a change was not theirs. */
  readonly report: string | null;
  /** An application has sent the person here to sign in. */
  readonly flow: string | null;
  /** An application wants the person signed out. */
  readonly signOut: string | null;
}

const LONGEST = 256;

const FIRST_VIEW: Readonly<Record<Step, View>> = {
  signed_in: { at: 'home', isChanged: false },
  change_password: { at: 'change', refusal: null },
  register: { at: 'securityInfo', isChanged: false },
  confirm: { at: 'securityInfo', isChanged: false },
};

export function App({ api, firstLanguage, parameters, report, flow, signOut }: Props) {
  const [language, chooseLanguage] = useLanguageChoice(firstLanguage);
  const [settings, setSettings] = useState<Settings | null>(null);
  const [account, setAccount] = useState<Account | null>(null);
  const [userId, setUserId] = useState((parameters.get('username') ?? '').slice(0, LONGEST));
  const [view, setView] = useState<View>({ at: 'loading' });
  const whr = parameters.get('whr')?.slice(0, LONGEST) ?? null;
  const application = useApplication(api, flow);

  useEffect(() => {
    // Without it the page works, and only does not say whose it is.
    api.settings(whr).then(setSettings, () => undefined);
    if (report !== null) return setView({ at: 'notMe', token: report });
    if (signOut !== null) return setView({ at: 'signOut', flow: signOut });
    if (application !== null) return void begin(application);
    showAccount(() => setView({ at: 'signIn', notice: null, isLanding: true }));
  }, []);

  const enter = (signedIn: Account) => {
    setAccount(signedIn);
    setUserId(signedIn.userId);
    if (application !== null && signedIn.step === 'signed_in') void goOn(application);
    else setView(FIRST_VIEW[signedIn.step]);
  };
  const showAccount = (otherwise: () => void) => void api.session().then(enter, otherwise);
  const begin = async (way: ApplicationWay) => {
    try {
      const hint = await way.begin();
      if (hint !== '') setUserId(hint);
    } catch (thrown) {
      return setView({ at: 'applicationOver', error: asApiError(thrown) });
    }
    await goOn(way, true);
  };
  const goOn = async (way: ApplicationWay, isLanding = false) => {
    setView({ at: 'loading' });
    try {
      const left = await way.goOn();
      const signIn = () => setView({ at: 'signIn', notice: null, isLanding });
      if (left === 'sign_in') signIn();
      else if (left === 'account') showAccount(signIn);
    } catch (thrown) {
      setView({ at: 'applicationOver', error: asApiError(thrown) });
    }
  };
  const leave = (notice: Notice) => {
    setAccount(null);
    setView({ at: 'signIn', notice, isLanding: false });
  };
  const ended = () => leave('ended');

  const change = async (ticket: Ticket, sealed: SealedPassword[]) => {
    setView({ at: 'working', connected: true });
    try {
      const outcome = await awaitOutcome({
        submit: (patienceMs) => api.submit(ticket.requestId, sealed, patienceMs),
        poll: (waitSeconds) => api.outcome(ticket.requestId, waitSeconds),
        now: () => performance.now(),
        pause: pauseUntilOnline,
        onConnection: (connected) => setView({ at: 'working', connected }),
      });
      await conclude(outcome ?? unknownOutcome(ticket.requestId));
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.code === 'session_missing') ended();
      else setView({ at: 'failed', failure: { error } });
    }
  };
  const conclude = async (outcome: Outcome) => {
    if (outcome.reason === 'succeeded') await changed();
    else if (outcome.retry && isAboutThePassword(outcome.reason)) setView({ at: 'change', refusal: outcome });
    else setView({ at: 'failed', failure: { outcome } });
  };
  const changed = async () => {
    // Who had to change may now do everything; a page that cannot ask shows what it knows.
    const now = await api.session().catch((thrown: unknown) => {
      if (thrown instanceof ApiError && thrown.code === 'session_missing') throw thrown;
      return null;
    });
    setAccount(now ?? (account === null ? null : { ...account, step: 'signed_in', why: null }));
    if (application !== null && now?.step === 'signed_in') return goOn(application);
    // Somebody who is new has had to change first, and is asked to register next.
    const isAsked = now !== null && FIRST_VIEW[now.step].at === 'securityInfo';
    setView({ at: isAsked ? 'securityInfo' : 'home', isChanged: true });
  };
  const back = () => {
    if (account?.step === 'change_password') setView({ at: 'change', refusal: null });
    else setView({ at: 'home', isChanged: false });
  };

  return (
    <LanguageContext.Provider value={localise(language)}>
      <SiteContext.Provider value={{ tenantName: settings?.tenantName ?? null, helpdesk: settings?.helpdesk ?? null }}>
        <Frame
          steps={null}
          onLanguage={chooseLanguage}
        >
          {step()}
        </Frame>
      </SiteContext.Provider>
    </LanguageContext.Provider>
  );

  function step() {
    if (view.at === 'loading') return <Loading />;
    if (view.at === 'applicationOver') return <ApplicationOver error={view.error} />;
    if (view.at === 'notMe') return <NotMe api={api} token={view.token} />;
    if (view.at === 'signOut') return <SignOut api={api} flow={view.flow} onSignedOut={() => leave('signedOut')} />;
    if (view.at === 'working') return <Working connected={view.connected} />;
    if (view.at === 'signIn' || account === null) {
      return (
        <SignIn
          api={api}
          whr={whr}
          userId={userId}
          notice={view.at === 'signIn' ? view.notice : null}
          isLanding={view.at === 'signIn' && view.isLanding}
          application={application?.name ?? null}
          onSignedIn={enter}
        />
      );
    }
    switch (view.at) {
      case 'home':
        return (
          <Home
            api={api}
            account={account}
            isChanged={view.isChanged}
            onChange={() => setView({ at: 'change', refusal: null })}
            onSecurityInfo={() => setView({ at: 'securityInfo', isChanged: false })}
            onOwnSessions={() => setView({ at: 'ownSessions' })}
            onSignedOut={() => leave('signedOut')}
          />
        );
      case 'ownSessions':
        return <OwnSessionsLater api={api} account={account} whr={whr} onDone={back} onEnded={ended} />;
      case 'change':
        return (
          <ChangePassword
            api={api}
            account={account}
            refusal={view.refusal}
            onSealed={(ticket, sealed) => void change(ticket, sealed)}
            onCancel={account.step === 'change_password' ? null : back}
            onEnded={ended}
          />
        );
      case 'securityInfo':
        return (
          <SecurityInfo
            api={api}
            account={account}
            whr={whr}
            isPasswordChanged={view.isChanged}
            onAccount={setAccount}
            onDone={() => (application === null ? setView({ at: 'home', isChanged: false }) : void goOn(application))}
            onEnded={ended}
          />
        );
      case 'failed':
        return <Failed failure={view.failure} onBack={back} />;
    }
  }
}

function unknownOutcome(requestId: string): Outcome {
  return { reason: 'outcome_unknown', kind: 'reset', supportCode: requestId, details: {}, retry: false };
}
