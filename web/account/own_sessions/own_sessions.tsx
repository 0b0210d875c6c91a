import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../security_info/problem';
import { SignInAgain } from '../security_info/sign_in_again';
import { useFormCall } from '../security_info/use_form_call';
import { Loading } from '../steps/loading';
import type { Sessions } from './answers';
import { end, listSessions, type Target } from './api';
import type { OwnSessionsProps } from './place';
import { SessionList } from './session_list';

/** Where somebody is signed in. Before anything ends, the password may have to be entered again; then it goes on. */
export function OwnSessions({ api, account, whr, onDone, onEnded }: OwnSessionsProps) {
  const [all, setAll] = useState<Sessions | null>(null);
  const [ended, setEnded] = useState<Target | null>(null);
  // What is ended once the password has been entered again.
  const [wanted, setWanted] = useState<Target | null>(null);
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useFormCall({ onEnded, onSignInTooOld: () => setAsked(true) });

  const load = () => void run(async () => setAll(await listSessions()));
  useEffect(load, []);
  const finish = (target: Target) => {
    setWanted(target);
    setEnded(null);
    void run(async () => {
      await end(target);
      setAll(await listSessions());
      setEnded(target);
    });
  };

  if (isAsked && wanted !== null) {
    return (
      <SignInAgain
        api={api}
        account={account}
        whr={whr}
        onSignedIn={() => {
          setAsked(false);
          finish(wanted);
        }}
        onCancel={() => setAsked(false)}
      />
    );
  }
  if (all === null) return error === null ? <Loading /> : <Problem error={error} onRetry={load} />;
  return <SessionList all={all} ended={ended} busy={busy} error={error} onEnd={finish} onDone={onDone} />;
}
