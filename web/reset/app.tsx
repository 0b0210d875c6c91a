import { useEffect, useState } from 'preact/hooks';
import type { ResetApi } from '../shared/api';
import { ApiError, asApiError } from '../shared/api_error';
import { awaitOutcome } from '../shared/await_outcome';
import { chooseLanguage, MARKET, type Language } from '../shared/language';
import { isAboutThePassword } from '../shared/reasons';
import type { Kind, Outcome, Session, Settings } from '../shared/reset_answers';
import type { SealedPassword, Ticket } from '../shared/seal';
import { Frame } from '../shared/ui/frame';
import { LanguageContext, localise } from '../shared/ui/language_context';
import { SiteContext } from '../shared/ui/site_context';
import { pauseUntilOnline } from '../shared/pause';
import { stepOf, unknownOutcome, type Failure, type Journey, type View } from './journey';
import { SessionClock } from './session_clock';
import { ChoosePassword } from './steps/choose_password';
import { Done } from './steps/done';
import { Failed } from './steps/failed';
import { Identify } from './steps/identify';
import { Intent } from './steps/intent';
import { Verify } from './steps/verify';
import { Working } from './steps/working';
import type { UrlParameters } from './url_parameters';

interface Props {
  readonly api: ResetApi;
  readonly parameters: UrlParameters;
}

const LANDING: View = { at: 'identify', notice: null };

export function App({ api, parameters }: Props) {
  const [language, setLanguage] = useState<Language>(() => chooseLanguage(parameters.market, navigator.languages));
  const [settings, setSettings] = useState<Settings | null>(null);
  const [view, setView] = useState<View>(LANDING);
  const [journey, setJourney] = useState<Journey>({
    userId: parameters.userId,
    session: null,
    kind: 'reset',
    account: '',
  });

  useEffect(() => {
    // Without it the page works, and only does not say whose it is.
    api.settings(parameters.whr).then(setSettings, () => undefined);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const startAgain = (notice: ApiError | null) => {
    setJourney({ userId: journey.userId, session: null, kind: 'reset', account: '' });
    setView({ at: 'identify', notice });
  };
  const fail = (failure: Failure) => setView({ at: 'failed', failure });

  const identified = (userId: string, session: Session) => {
    setJourney({ userId, session, kind: 'reset', account: '' });
    setView({ at: session.intents.includes('unlock') ? 'intent' : 'verify' });
  };
  const verified = (account: string) => {
    setJourney({ ...journey, account });
    if (journey.kind === 'reset') setView({ at: 'password', refusal: null });
    else void unlock();
  };

  const unlock = async () => {
    setView({ at: 'working', connected: true });
    try {
      const ticket = await api.requestTicket('unlock');
      await deliver('unlock', ticket, null);
    } catch (thrown) {
      stopWith(asApiError(thrown));
    }
  };
  const reset = async (ticket: Ticket, sealed: SealedPassword[]) => {
    setView({ at: 'working', connected: true });
    try {
      await deliver('reset', ticket, sealed);
    } catch (thrown) {
      stopWith(asApiError(thrown));
    }
  };
  const stopWith = (error: ApiError) => {
    if (error.code === 'session_missing' || error.code === 'wrong_step') startAgain(error);
    else fail({ error });
  };

  const deliver = async (kind: Kind, ticket: Ticket, sealed: SealedPassword[] | null) => {
    const outcome = await awaitOutcome({
      submit: (patienceMs) => api.submit(ticket.requestId, sealed, patienceMs),
      poll: (waitSeconds) => api.outcome(ticket.requestId, waitSeconds),
      now: () => performance.now(),
      pause: pauseUntilOnline,
      onConnection: (connected) => setView({ at: 'working', connected }),
    });
    conclude(outcome ?? unknownOutcome(ticket.requestId, kind));
  };
  const conclude = (outcome: Outcome) => {
    if (outcome.reason === 'succeeded') setView({ at: 'done' });
    else if (outcome.retry && isAboutThePassword(outcome.reason)) setView({ at: 'password', refusal: outcome });
    else fail({ outcome });
  };

  const tryAgain = journey.kind === 'reset' ? () => setView({ at: 'password', refusal: null }) : () => void unlock();

  return (
    <LanguageContext.Provider value={localise(language)}>
      <SiteContext.Provider
        value={{ tenantName: settings?.tenantName ?? null, helpdesk: settings?.helpdesk ?? null, look: settings?.look }}
      >
        <Frame
          steps={stepOf(view, journey, settings?.unlockAllowed ?? false)}
          onLanguage={(chosen) => {
            setLanguage(chosen);
            rememberLanguage(chosen);
          }}
        >
          {(view.at === 'intent' || view.at === 'verify' || view.at === 'password') && journey.session !== null && (
            <SessionClock
              endsAt={journey.session.expiresAt}
              onEnd={() => startAgain(new ApiError('session_missing'))}
            />
          )}
          {step()}
        </Frame>
      </SiteContext.Provider>
    </LanguageContext.Provider>
  );

  function step() {
    switch (view.at) {
      case 'identify':
        return (
          <Identify
            api={api}
            whr={parameters.whr}
            userId={journey.userId}
            notice={view.notice}
            isLanding={view === LANDING}
            onIdentified={identified}
          />
        );
      case 'intent':
        return (
          <Intent
            intents={journey.session?.intents ?? []}
            kind={journey.kind}
            onChosen={(kind) => {
              setJourney({ ...journey, kind });
              setView({ at: 'verify' });
            }}
            onBack={() => startAgain(null)}
          />
        );
      case 'verify':
        return (
          <Verify
            api={api}
            methods={journey.session?.methods ?? []}
            onVerified={verified}
            onBack={() => startAgain(null)}
            onSessionEnd={startAgain}
          />
        );
      case 'password':
        return (
          <ChoosePassword
            api={api}
            account={journey.account}
            refusal={view.refusal}
            onSealed={(ticket, sealed) => void reset(ticket, sealed)}
            onSessionEnd={startAgain}
          />
        );
      case 'working':
        return <Working kind={journey.kind} connected={view.connected} />;
      case 'done':
        return <Done kind={journey.kind} onStartAgain={() => startAgain(null)} />;
      case 'failed':
        return (
          <Failed
            kind={journey.kind}
            failure={view.failure}
            onTryAgain={mayTryAgain(view.failure) ? tryAgain : null}
            onStartAgain={() => startAgain(null)}
          />
        );
    }
  }
}

function mayTryAgain(failure: Failure): boolean {
  if ('outcome' in failure) return failure.outcome.retry && failure.outcome.reason !== 'outcome_unknown';
  return !['kind_not_allowed', 'too_many_attempts', 'writeback_disabled'].includes(failure.error.code);
}

/** In the address, so that reloading keeps it; nothing is stored in the browser. */
function rememberLanguage(language: Language): void {
  const url = new URL(location.href);
  url.searchParams.set('mkt', MARKET[language]);
  history.replaceState(null, '', url);
}
