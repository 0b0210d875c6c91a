import type { ApiError } from '../../shared/api_error';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import type { Account, Method, Methods } from '../answers';
import { useAccountStrings } from '../strings';
import { ADDABLE, type Notice } from './place';
import { Problem } from './problem';

interface Props {
  readonly account: Account;
  readonly methods: Methods;
  readonly notice: Notice | null;
  readonly busy: boolean;
  readonly error: ApiError | null;
  readonly onAdd: () => void;
  readonly onRemove: (method: Method) => void;
  readonly onAnswer: (said: 'not_now' | 'still_right') => void;
  readonly onDone: () => void;
}

export function MethodList({ account, methods, notice, busy, error, onAdd, onRemove, onAnswer, onDone }: Props) {
  const { home, security, change } = useAccountStrings();
  const canAdd = methods.offered.some((kind) => ADDABLE.has(kind));
  const asked = account.step === 'register' || account.step === 'confirm' ? account.step : null;
  const replaced = new Set(methods.methods.filter(({ isLocked }) => !isLocked).map(({ kind }) => kind));
  const directory = methods.fromDirectory.filter(({ kind }) => !replaced.has(kind));
  return (
    <div class="appear">
      <Heading takesFocus={notice === null}>{security.title}</Heading>
      <p class="lead">{security.intro}</p>
      <div class="stack">
        {notice !== null && <MessageBar tone="success" message={notice === 'passwordChanged' ? home.changed : security.notices[notice]} focusKey={notice} />}
        <Problem error={error} />
        {!methods.mayReset && <MessageBar tone="info" message={security.mayNotReset} />}
        {asked === 'register' && <MessageBar tone="warning" message={security.register({ required: methods.required })} />}
        {asked === 'confirm' && <MessageBar tone="warning" message={security.confirm} />}
        {methods.methods.length === 0 && directory.length === 0 ? (
          <p>{security.none}</p>
        ) : (
          <ul class="methods">
            {methods.methods.map((method) => (
              <MethodTile key={method.id} method={method} onRemove={() => onRemove(method)} />
            ))}
            {directory.map(({ kind, hint }) => (
              <li class="tile" key={`directory-${kind}`}>
                <div>
                  <p class="tileTitle">{security.kinds[kind].name}</p>
                  <p class="hint">
                    {hint} · {security.fromDirectory}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
        <div class="actions">
          {asked === 'confirm' && (
            <Button primary busy={busy} onClick={() => onAnswer('still_right')}>
              {security.stillRight}
            </Button>
          )}
          {canAdd && (
            <Button primary={asked !== 'confirm'} onClick={onAdd}>
              {security.add}
            </Button>
          )}
          {asked === null ? (
            <Button onClick={onDone}>{change.backToAccount}</Button>
          ) : (
            <Button busy={busy} onClick={() => onAnswer('not_now')}>
              {security.notNow}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

function MethodTile({ method, onRemove }: { readonly method: Method; readonly onRemove: () => void }) {
  const { formats } = useLocalisation();
  const { security } = useAccountStrings();
  const { name } = security.kinds[method.kind];
  const details = [
    method.name,
    method.hint,
    method.codesLeft === null ? '' : security.codesLeft({ count: method.codesLeft }),
    security.added({ date: formats.otherDay(method.createdAt) }),
    method.usedAt === null ? '' : security.used({ date: formats.otherDay(method.usedAt) }),
  ];
  return (
    <li class="tile">
      <div>
        <p class="tileTitle">{name}</p>
        <p class="hint">{details.filter((part) => part !== '').join(' · ')}</p>
        {method.isLocked && <p class="hint locked">{security.locked}</p>}
      </div>
      <button
        type="button"
        class="button"
        aria-label={[security.remove, name, method.name || method.hint].filter((part) => part !== '').join(' ')}
        onClick={onRemove}
      >
        {security.remove}
      </button>
    </li>
  );
}
