import { Button, Field, Input, makeStyles, Radio, RadioGroup, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useState, type FormEvent } from 'react';
import { useLanguage } from '../../fluent/language';
import { Notice } from '../../fluent/notice';
import { asGraphError, type GraphError } from '../graph/graph_error';
import {
  confirmCaller,
  endVerification,
  noteCaller,
  sendCallerCode,
  type CallersMethod,
  type SentCode,
  type Situation,
} from '../graph/helpdesk';
import type { Method } from '../graph/reset_policy';
import { Card } from '../page';
import { Problem } from '../problem';
import { mayHelp, maySayHow, useSession } from '../session/session';
import { useHelpdeskStrings } from '../strings/helpdesk';
import { useShortTime } from './trouble_text';

interface Props {
  readonly situation: Situation;
  /** The situation is to be read again: somebody was verified, or is not any more. */
  readonly onChanged: () => void;
}

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, alignItems: 'stretch' },
  field: { maxWidth: '320px' },
  code: { fontSize: tokens.fontSizeBase500, letterSpacing: '2px' },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap', alignItems: 'center' },
  button: { minHeight: '44px' },
  text: { margin: 0 },
});

export function VerifyCard({ situation, onChanged }: Props) {
  const styles = useStyles();
  const { verify: texts, help } = useHelpdeskStrings();
  const shortTime = useShortTime();
  const { graph, roles } = useSession();
  const [error, setError] = useState<GraphError | null>(null);
  const { verification } = situation;
  useEffect(() => {
    if (verification === null) return undefined;
    const timer = setTimeout(onChanged, Math.max(0, verification.until - Date.now()) + 500);
    return () => clearTimeout(timer);
  }, [verification?.until]);
  const end = () =>
    endVerification(graph, situation.id).then(onChanged, (thrown: unknown) => setError(asGraphError(thrown)));
  return (
    <Card title={texts.title}>
      {error !== null && <Problem error={error} focusKey={error} />}
      {verification !== null && (
        <>
          <Notice
            intent="success"
            focusKey={verification.at}
            message={texts.verified({ name: situation.displayName, time: shortTime(verification.until) })}
          >
            {texts.by[verification.method]}
          </Notice>
          <div className={styles.actions}>
            <Button className={styles.button} onClick={() => void end()}>
              {texts.end}
            </Button>
          </div>
        </>
      )}
      {verification === null && (
        <>
          <p className={styles.text}>{texts.text[situation.verifyCaller]}</p>
          {mayHelp(roles, situation) ? (
            <>
              <ByCode situation={situation} onChanged={onChanged} />
              {maySayHow(roles) && <ByNote id={situation.id} onChanged={onChanged} />}
            </>
          ) : (
            <p className={styles.text}>{situation.isAdministrator ? help.administrator : texts.reader}</p>
          )}
        </>
      )}
    </Card>
  );
}

function ByCode({ situation, onChanged }: Props) {
  const styles = useStyles();
  const { verify: texts } = useHelpdeskStrings();
  const { locale, formats } = useLanguage();
  const shortTime = useShortTime();
  const { graph } = useSession();
  const methods = situation.methods.filter(({ canBeReadAloud }) => canBeReadAloud);
  const [chosen, setChosen] = useState<Method | null>(methods[0]?.method ?? null);
  const [sent, setSent] = useState<SentCode | null>(null);
  const [code, setCode] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [busy, setBusy] = useState<'sending' | 'checking' | null>(null);
  const [error, setError] = useState<GraphError | null>(null);
  if (chosen === null) return <Notice intent="warning" message={texts.none} />;
  const isApp = chosen === 'authenticatorApp';
  const run = async (what: 'sending' | 'checking', work: () => Promise<void>) => {
    setBusy(what);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(asGraphError(thrown));
    }
    setBusy(null);
  };
  const send = () =>
    run('sending', async () => {
      setSent(await sendCallerCode(graph, situation.id, chosen, locale));
      setCode('');
    });
  const check = (event: FormEvent) => {
    event.preventDefault();
    setMissing(code.trim() === '');
    if (code.trim() === '' || busy !== null) return;
    void run('checking', async () => {
      await confirmCaller(graph, situation.id, chosen, code);
      onChanged();
    });
  };
  return (
    <div className={styles.form}>
      <Field label={texts.method}>
        <RadioGroup
          value={chosen}
          disabled={busy !== null}
          onChange={(_event, { value }) => {
            setChosen(methods.find(({ method }) => method === value)?.method ?? null);
            setSent(null);
            setError(null);
          }}
        >
          {methods.map((one) => (
            <Radio key={one.method} value={one.method} label={labelOf(one)} />
          ))}
        </RadioGroup>
      </Field>
      {sent !== null && <Notice intent="info" message={texts.sent({ hint: sent.hint, time: shortTime(sent.until) })} focusKey={sent} />}
      {error !== null && <Refusal error={error} />}
      {!isApp && (
        <div className={styles.actions}>
          <Button
            appearance={sent === null ? 'primary' : 'secondary'}
            className={styles.button}
            disabledFocusable={busy !== null}
            onClick={() => void send()}
          >
            {sent === null ? texts.send : texts.sendAgain}
          </Button>
          {busy === 'sending' && <Spinner size="tiny" label={texts.sending} />}
        </div>
      )}
      {(isApp || sent !== null) && (
        <form className={styles.form} onSubmit={check} noValidate>
          {isApp && <p className={styles.text}>{texts.appHint}</p>}
          <Field
            label={texts.code}
            hint={texts.codeHint}
            className={styles.field}
            {...(isMissing ? { validationMessage: texts.missing, validationState: 'error' as const } : {})}
          >
            <Input
              type="text"
              inputMode="numeric"
              autoComplete="off"
              input={{ className: styles.code }}
              value={code}
              onChange={(_event, { value }) => setCode(value)}
            />
          </Field>
          <div className={styles.actions}>
            <Button type="submit" appearance="primary" className={styles.button} disabledFocusable={busy !== null}>
              {texts.check}
            </Button>
            {busy === 'checking' && <Spinner size="tiny" label={texts.checking} />}
          </div>
        </form>
      )}
    </div>
  );

  function labelOf({ method, hint }: CallersMethod): string {
    return hint === null ? texts.names[method] : `${texts.names[method]}, ${hint}`;
  }

  function Refusal({ error: refusal }: { readonly error: GraphError }) {
    if (refusal.code !== 'code_wrong') return <Problem error={refusal} title={texts.notVerified} focusKey={refusal} />;
    const left = refusal.details.triesLeft;
    const message = texts.wrong({ triesLeft: isApp || left === undefined ? null : formats.number(left) });
    return <Notice intent="error" message={message} focusKey={refusal} />;
  }
}

/** Those above the helpdesk answer for it themselves. */
function ByNote({ id, onChanged }: { readonly id: string; readonly onChanged: () => void }) {
  const styles = useStyles();
  const { verify: texts } = useHelpdeskStrings();
  const { graph } = useSession();
  const [isOpen, setOpen] = useState(false);
  const [how, setHow] = useState('');
  const [error, setError] = useState<GraphError | null>(null);
  if (!isOpen) {
    return (
      <div>
        <Button appearance="subtle" className={styles.button} onClick={() => setOpen(true)}>
          {texts.otherWay}
        </Button>
      </div>
    );
  }
  const write = (event: FormEvent) => {
    event.preventDefault();
    noteCaller(graph, id, how.trim()).then(onChanged, (thrown: unknown) => setError(asGraphError(thrown)));
  };
  return (
    <form className={styles.form} onSubmit={write} noValidate>
      {error !== null && <Problem error={error} title={texts.notVerified} focusKey={error} />}
      <Field label={texts.how} hint={texts.howHint}>
        <Input type="text" autoComplete="off" maxLength={300} value={how} onChange={(_event, { value }) => setHow(value)} />
      </Field>
      <div className={styles.actions}>
        <Button type="submit" className={styles.button} disabledFocusable={how.trim().length < 3}>
          {texts.write}
        </Button>
      </div>
    </form>
  );
}
