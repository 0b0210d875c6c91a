import { sessions as words } from '../../generated/words/sessions';
import type { ApiError } from '../../shared/api_error';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import { among } from '../../shared/words';
import { Problem } from '../security_info/problem';
import { useAccountStrings } from '../strings';
import type { Session, Sessions } from './answers';
import type { Target } from './api';

interface Props {
  readonly all: Sessions;
  /** What has just been ended. */
  readonly ended: Target | null;
  readonly busy: boolean;
  readonly error: ApiError | null;
  readonly onEnd: (target: Target) => void;
  readonly onDone: () => void;
}

const BROWSERS: Readonly<Record<string, string>> = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  opera: 'Opera',
  safari: 'Safari',
  samsung_internet: 'Samsung Internet',
};
const SYSTEMS: Readonly<Record<string, string>> = {
  android: 'Android',
  chrome_os: 'ChromeOS',
  ios: 'iOS',
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows',
};

export function SessionList({ all, ended, busy, error, onEnd, onDone }: Props) {
  const { language, formats } = useLocalisation();
  const { change } = useAccountStrings();
  const say = words.in(language);
  const hasOthers = all.sessions.some(({ isCurrent }) => !isCurrent) || all.applications.length > 0;
  const said = { session: say.ended, application: say.applicationEnded, others: say.allEnded };
  const at = (time: number) => ({ date: formats.otherDay(time), time: formats.clock(time) });
  const nameOf = ({ browser, system }: Session) => {
    const name = among(BROWSERS, browser) ?? say.otherBrowser;
    const on = among(SYSTEMS, system);
    return on === undefined ? name : say.device({ browser: name, system: on });
  };
  return (
    <div class="appear">
      <Heading takesFocus={ended === null}>{say.title}</Heading>
      <p class="lead">{say.intro}</p>
      <div class="stack">
        {ended !== null && (
          <MessageBar tone="success" message={said[ended.kind]} focusKey={ended} />
        )}
        <Problem error={error} />
        <ul class="methods">
          {all.sessions.map((session) => (
            <Tile
              key={session.id}
              id={`session-${session.id}`}
              name={nameOf(session)}
              details={[say.signedIn(at(session.signedInAt)), ...(session.isCurrent ? [] : [say.used(at(session.usedAt))])]}
              mark={session.isCurrent ? say.current : null}
              end={say.end}
              onEnd={session.isCurrent ? null : () => onEnd({ kind: 'session', id: session.id })}
            />
          ))}
          {all.applications.map(({ id, name, signedInAt }) => (
            <Tile
              key={`application-${id}`}
              id={`application-${id}`}
              name={name}
              details={[say.application, say.signedIn(at(signedInAt))]}
              mark={null}
              end={say.end}
              onEnd={() => onEnd({ kind: 'application', id })}
            />
          ))}
        </ul>
        <div class="actions">
          {hasOthers && (
            <Button primary busy={busy} onClick={() => onEnd({ kind: 'others' })}>
              {say.endOthers}
            </Button>
          )}
          <Button onClick={onDone}>{change.backToAccount}</Button>
        </div>
      </div>
    </div>
  );
}

interface TileProps {
  readonly id: string;
  readonly name: string;
  readonly details: readonly string[];
  readonly mark: string | null;
  readonly end: string;
  /** Null: where the person is now. */
  readonly onEnd: (() => void) | null;
}

function Tile({ id, name, details, mark, end, onEnd }: TileProps) {
  return (
    <li class="tile">
      <div id={id}>
        <p class="tileTitle">{name}</p>
        {mark !== null && (
          <p class="hint">
            <strong>{mark}</strong>
          </p>
        )}
        {details.map((detail) => (
          <p class="hint" key={detail}>
            {detail}
          </p>
        ))}
      </div>
      {onEnd !== null && (
        <button type="button" class="button" aria-label={`${end}: ${name}`} aria-describedby={id} onClick={onEnd}>
          {end}
        </button>
      )}
    </li>
  );
}
