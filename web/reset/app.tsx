import { useEffect, useState } from 'preact/hooks';
import type { ResetApi } from '../shared/api';
import { ApiError, asApiError } from '../shared/api_error';
import { awaitOutcome } from '../shared/await_outcome';
import type { Language } from '../shared/language';
import { isAboutThePassword } from '../shared/reasons';
import type { Kind, Outcome, Session, Settings } from '../shared/reset_answers';
import type { SealedPassword, Ticket } from '../shared/seal';
import { Frame } from '../shared/ui/frame';
import { LanguageContext, localise, useLanguageChoice } from '../shared/ui/language_context';
import { SiteContext } from '../shared/ui/site_context';
import { pauseUntilOnline } from '../shared/pause';
import { kindOf, stepOf, unknownOutcome, type Failure, type Journey, type View } from './journey';
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
  /** Its words have been loaded. */
  readonly firstLanguage: Language;
  readonly parameters: UrlParameters;
}

const LANDING: View = { at: 'identify', notice: null };

export function App({ api, firstLanguage, parameters }: Props) {
  const [language, chooseLanguage] = useLanguageChoice(firstLanguage);
  const [settings, setSettings] = useState<Settings | null>(null);
  const [view, setView] = useState<View>(LANDING);
  const [journey, setJourney] = useState<Journey>({ userId: parameters.userId, session: null });
  const kind = kindOf(journey);

  useEffect(() => {
    // Without it the page works, and only does not say whose it is.
    api.settings(parameters.whr).then(setSettings, () => undefined);
    if (isReturn()) api.session().then((session) => session !== null && show(session), () => undefined);
  }, []);

  const startAgain = (notice: ApiError | null) => {
    setJourney({ userId: journey.userId, session: null });
    setView({ at: 'identify', notice });
  };
  const fail = (failure: Failure) => setView({ at: 'failed', failure });

  /** Where the server says that the session is. */
  const show = (session: Session, userId = journey.userId) => {
    setJourney({ userId, session });
    if (session.requestId !== null && session.step !== 'done') return void resume(session, session.requestId);
    switch (session.step) {
      case 'intent':
        return setView({ at: 'intent' });
      case 'verification':
        return setView({ at: 'verify' });
      case 'password':
        return setView({ at: 'password', refusal: null });
      case 'unlock':
        return void unlock();
      case 'done':
        return setView({ at: 'done', wasLocked: null });
    }
  };
  /** Another tab may have gone on in the same session, or have begun another one: then that is what there is. */
  const lose = (error: ApiError) => {
    if (error.code !== 'wrong_step') return startAgain(error);
    api.session().then(
      (session) => (session === null ? startAgain(error) : show(session)),
      () => startAgain(error),
    );
  };

  const unlock = async () => {
    setView({ at: 'working', connected: true });
    try {
      const wasLocked = await api.describe().then(
        ({ account }) => account.locked,
        () => null,
      );
      const ticket = await api.requestTicket('unlock');
      await deliver('unlock', ticket.requestId, (patienceMs) => api.submit(ticket.requestId, null, patienceMs), wasLocked);
    } catch (thrown) {
      stopWith(asApiError(thrown));
    }
  };
  const reset = async (ticket: Ticket, sealed: SealedPassword[]) => {
    setView({ at: 'working', connected: true });
    try {
      await deliver('reset', ticket.requestId, (patienceMs) => api.submit(ticket.requestId, sealed, patienceMs), null);
    } catch (thrown) {
      stopWith(asApiError(thrown));
    }
  };
  /** After a reload in the middle: the request is on its way, and only its outcome is asked for. */
  const resume = async (session: Session, requestId: string) => {
    setView({ at: 'working', connected: true });
    try {
      await deliver(session.intent ?? 'reset', requestId, () => api.outcome(requestId, 25), null);
    } catch (thrown) {
      stopWith(asApiError(thrown));
    }
  };
  const stopWith = (error: ApiError) => {
    if (error.code === 'session_missing') startAgain(error);
    else if (error.code === 'wrong_step') lose(error);
    else fail({ error });
  };

  const deliver = async (
    asked: Kind,
    requestId: string,
    submit: (patienceMs: number) => Promise<Outcome | null>,
    wasLocked: boolean | null,
  ) => {
    const outcome = await awaitOutcome({
      submit,
      poll: (waitSeconds) => api.outcome(requestId, waitSeconds),
      now: () => performance.now(),
      pause: pauseUntilOnline,
      onConnection: (connected) => setView({ at: 'working', connected }),
    });
    conclude(outcome ?? unknownOutcome(requestId, asked), wasLocked);
  };
  const conclude = (outcome: Outcome, wasLocked: boolean | null) => {
    if (outcome.reason === 'succeeded') setView({ at: 'done', wasLocked });
    else if (outcome.retry && isAboutThePassword(outcome.reason)) setView({ at: 'password', refusal: outcome });
    else fail({ outcome });
  };

  const tryAgain = kind === 'reset' ? () => setView({ at: 'password', refusal: null }) : () => void unlock();

  const knowsWho = journey.session !== null && journey.userId !== '';
  const mayAsk = settings?.contactAdministrator === true && knowsWho && view.at !== 'done';

  return (
    <LanguageContext.Provider value={localise(language)}>
      <SiteContext.Provider
        value={{
          tenantName: settings?.tenantName ?? null,
          helpdesk: settings?.helpdesk ?? null,
          look: settings?.look,
          askForHelp: mayAsk ? () => api.askForHelp(journey.userId) : null,
        }}
      >
        <Frame
          steps={stepOf(view, journey, settings?.unlockAllowed ?? false)}
          onLanguage={chooseLanguage}
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
            onIdentified={(userId, session) => show(session, userId)}
          />
        );
      case 'intent':
        return (
          journey.session !== null && (
            <Intent
              api={api}
              session={journey.session}
              onChosen={show}
              onBack={() => startAgain(null)}
              onSessionEnd={lose}
            />
          )
        );
      case 'verify':
        return (
          journey.session !== null && (
            <Verify
              key={journey.session.verification.number}
              api={api}
              session={journey.session}
              onVerified={show}
              onBack={() => startAgain(null)}
              onSessionEnd={lose}
            />
          )
        );
      case 'password':
        return (
          <ChoosePassword
            api={api}
            account={journey.session?.userId ?? ''}
            refusal={view.refusal}
            onSealed={(ticket, sealed) => void reset(ticket, sealed)}
            onSessionEnd={lose}
          />
        );
      case 'working':
        return <Working kind={kind} connected={view.connected} />;
      case 'done':
        return <Done kind={kind} wasLocked={view.wasLocked} onStartAgain={() => startAgain(null)} />;
      case 'failed':
        return (
          <Failed
            kind={kind}
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

/**
 * After a reload, or back from another page, the person goes on where they were. Whoever opens the address anew begins
 * anew: on a shared computer that may be somebody else.
 */
function isReturn(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  const type = navigation instanceof PerformanceNavigationTiming ? navigation.type : 'navigate';
  return type === 'reload' || type === 'back_forward';
}
