import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { sessions } from '../../generated/words/sessions';
import { withWords } from '../../shared/words';
import { Problem } from '../security_info/problem';
import { Loading } from '../steps/loading';
import { useCall } from '../use_call';
import type { OwnSessionsProps } from './place';

/** Few people come here: the page and its words are loaded when somebody does. */
export function OwnSessionsLater(props: OwnSessionsProps) {
  const [Page, setPage] = useState<ComponentType<OwnSessionsProps> | null>(null);
  const { error, run } = useCall(props.onEnded);
  const load = () =>
    void run(async () => {
      const { OwnSessions } = await withWords(sessions, import('./own_sessions'));
      setPage(() => OwnSessions);
    });
  useEffect(load, []);
  if (Page !== null) return <Page {...props} />;
  return error === null ? <Loading /> : <Problem error={error} onRetry={load} />;
}
