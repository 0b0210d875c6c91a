import { useEffect, useState } from 'preact/hooks';
import { errorText } from '../../shared/message_text';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import type { SignOutWish } from '../answers';
import type { AccountApi } from '../api';
import { leaveFor } from '../leave_for';
import { useAccountStrings } from '../strings';
import { useCall } from '../use_call';
import { Loading } from './loading';

interface Props {
  readonly api: AccountApi;
  readonly flow: string;
  readonly onSignedOut: () => void;
}

/** An application wants the person signed out; they are asked unless it has shown whom it means. */
export function SignOut({ api, flow, onSignedOut }: Props) {
  const { strings, formats } = useLocalisation();
  const { application } = useAccountStrings();
  const [wish, setWish] = useState<SignOutWish | null>(null);
  const { busy, error, run } = useCall(() => undefined);

  const signOut = async () => {
    const next = await api.signOutFor(flow);
    if (next !== null) return leaveFor(next);
    // A reload has nothing to ask any more.
    history.replaceState(null, '', location.pathname + location.search);
    onSignedOut();
  };
  useEffect(() => {
    void run(async () => {
      const told = await api.signOutWish(flow);
      if (told.asks) setWish(told);
      else await signOut();
    });
  }, []);

  if (wish === null && error === null) return <Loading />;
  const isOld = error?.code === 'request_expired';
  return (
    <div class="appear">
      <Heading>{application.signOut}</Heading>
      {wish !== null && !isOld && <p class="lead">{application.signOutText({ application: wish.name })}</p>}
      <div class="stack">
        {error !== null && (
          <MessageBar
            tone={isOld ? 'warning' : 'danger'}
            message={isOld ? application.signOutOver : errorText(error, strings, formats)}
            focusKey={error}
          />
        )}
        {wish !== null && !isOld && (
          <div class="actions">
            <Button primary busy={busy} onClick={() => void run(signOut)}>
              {application.signOut}
            </Button>
          </div>
        )}
        <p>
          <a href="/account">{wish !== null && !isOld ? application.stay : application.toAccount}</a>
        </p>
      </div>
    </div>
  );
}
