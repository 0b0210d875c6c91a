import { Button, Checkbox, Field, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useRef, useState, type FormEvent } from 'react';
import { Modal } from '../../fluent/modal';
import { SecretInput } from '../../fluent/secret_input';
import { findProblem, isSamePassword, type PasswordProblem } from '../../shared/password_check';
import { description } from '../../shared/reset_answers';
import { failedRule, measure, NOTHING_TYPED, rulesOf } from '../../shared/rules';
import { UnsealableText } from '../../shared/seal';
import type { AdministratorOutcome, User } from '../graph/answers';
import { DIRECTORY_PATIENCE_MS } from '../graph/client';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { Problem } from '../problem';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';
import { OutcomeNotice } from './outcome_notice';
import { RuleList } from './rule_list';
import { Waiting } from './waiting';
import { writeBack } from './write_back';

interface Props {
  readonly user: User;
  readonly path: string;
  readonly onClose: (hasChanged: boolean) => void;
}

type State =
  | { readonly at: 'typing' }
  | { readonly at: 'working'; readonly isConnected: boolean }
  | { readonly at: 'answered'; readonly outcome: AdministratorOutcome; readonly mustChange: boolean }
  | { readonly at: 'failed'; readonly error: GraphError };

interface Problems {
  readonly next: PasswordProblem | null;
  readonly isMismatch: boolean;
}

const NO_PROBLEMS: Problems = { next: null, isMismatch: false };
const RULES_ID = 'password-rules';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  means: {
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase300 },
  text: { margin: `${tokens.spacingVerticalXS} 0 0` },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
  hint: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

export function ResetPanel({ user, path, onClose }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { reset: texts } = strings;
  const { graph } = useSession();
  // Without the rules the reset works, and the directory checks the password.
  const [described] = useLoad(path, () =>
    graph.get(`${path}/onPremisesState`, description, { patienceMs: DIRECTORY_PATIENCE_MS }).catch(() => null),
  );
  const [state, setState] = useState<State>({ at: 'typing' });
  const [mustChange, setMustChange] = useState(true);
  const [isShown, setShown] = useState(false);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [problems, setProblems] = useState<Problems>(NO_PROBLEMS);
  const [hasTypedSince, setTypedSince] = useState(false);
  const hasChanged = useRef(false);
  const next = useRef<HTMLInputElement>(null);
  const confirm = useRef<HTMLInputElement>(null);

  const refusal = state.at === 'answered' && state.outcome.reason !== 'succeeded' ? state.outcome : null;
  const policy = described.at === 'loaded' ? (described.value?.policy ?? null) : null;
  const rules = rulesOf(policy, refusal);
  const isBusy = state.at === 'working';
  const isDone = state.at === 'answered' && state.outcome.reason === 'succeeded';
  const signIn = strings.signInTypes[user.signInType];

  const clear = () => {
    for (const field of [next.current, confirm.current]) if (field !== null) field.value = '';
    setTyped(NOTHING_TYPED);
    setTypedSince(false);
    setShown(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const field = next.current;
    if (field === null || isBusy) return;
    const found: Problems = {
      next: findProblem(field.value, rules),
      isMismatch: !isSamePassword(field.value, confirm.current?.value ?? ''),
    };
    setProblems(found);
    if (found.next !== null) field.focus();
    else if (found.isMismatch) confirm.current?.focus();
    else void reset(field);
  };
  const reset = async (field: HTMLInputElement) => {
    setState({ at: 'working', isConnected: true });
    try {
      const outcome = await writeBack(graph, path, { kind: 'reset', mustChange, password: () => field.value }, (on) =>
        setState({ at: 'working', isConnected: on }),
      );
      hasChanged.current = true;
      setState({ at: 'answered', outcome, mustChange });
      clear();
    } catch (thrown) {
      if (thrown instanceof UnsealableText) {
        setProblems({ next: { id: 'tooManyBytes' }, isMismatch: false });
        setState({ at: 'typing' });
      } else {
        setState({ at: 'failed', error: asGraphError(thrown) });
      }
    }
  };
  const close = () => onClose(hasChanged.current);

  return (
    <Modal title={texts.title({ name: user.displayName })} shape="panel" onClose={isBusy ? null : close}>
      {state.at === 'answered' && (
        <OutcomeNotice outcome={state.outcome} name={user.displayName} mustChange={isDone && state.mustChange} />
      )}
      {state.at === 'failed' && <Problem error={state.error} title={texts.notReset} focusKey={state.error} />}
      {isDone ? (
        <div className={styles.actions}>
          <Button appearance="primary" className={styles.button} onClick={close}>
            {strings.close}
          </Button>
        </div>
      ) : (
        form()
      )}
    </Modal>
  );

  function form() {
    return (
      <form className={styles.form} onSubmit={submit} noValidate>
        <section className={styles.means} aria-labelledby="what-it-means">
          <h3 className={styles.title} id="what-it-means">
            {`${texts.meaning}: ${signIn.name}`}
          </h3>
          <p className={styles.text}>{signIn.meaning}</p>
          {mustChange && <p className={styles.text}>{signIn.mustChange}</p>}
        </section>
        {described.at === 'loading' ? (
          <Spinner size="small" label={texts.rules.loading} />
        ) : (
          <RuleList
            id={RULES_ID}
            rules={rules}
            typed={typed}
            failed={hasTypedSince ? null : failedRule(refusal)}
            isUnknown={policy === null || policy.source === 'unknown'}
          />
        )}
        <Field label={texts.next} {...validation(problems.next === null ? null : problemText(problems.next))}>
          <SecretInput
            ref={next}
            autoComplete="new-password"
            disabled={isBusy}
            isShown={isShown}
            showLabel={texts.show}
            onShow={setShown}
            onInput={() => {
              setTyped(measure(next.current?.value ?? ''));
              setTypedSince(true);
              setProblems(NO_PROBLEMS);
            }}
          />
        </Field>
        <Field
          label={texts.confirm}
          {...validation(problems.isMismatch && problems.next === null ? texts.problems.mismatch : null)}
        >
          <SecretInput
            ref={confirm}
            autoComplete="new-password"
            disabled={isBusy}
            isShown={isShown}
            showLabel={null}
            onShow={setShown}
            onInput={() => setProblems(NO_PROBLEMS)}
          />
        </Field>
        <Field hint={texts.mustChangeHint}>
          <Checkbox
            label={texts.mustChange}
            checked={mustChange}
            disabled={isBusy}
            onChange={(_event, { checked }) => setMustChange(checked === true)}
          />
        </Field>
        <p className={styles.hint}>{texts.sealed}</p>
        {isBusy && <Waiting isConnected={state.isConnected} />}
        <div className={styles.actions}>
          <Button type="submit" appearance="primary" className={styles.button} disabledFocusable={isBusy}>
            {texts.submit}
          </Button>
          <Button type="button" className={styles.button} disabled={isBusy} onClick={close}>
            {strings.cancel}
          </Button>
        </div>
      </form>
    );
  }

  function problemText(problem: PasswordProblem): string {
    if (problem.id === 'tooShort' || problem.id === 'tooLong') {
      return texts.problems[problem.id]({ limit: problem.limit, length: problem.length });
    }
    return texts.problems[problem.id];
  }
}

function validation(message: string | null) {
  return message === null ? {} : ({ validationMessage: message, validationState: 'error' } as const);
}
