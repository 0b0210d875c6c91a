import { Button, makeStyles, mergeClasses, ProgressBar, Spinner, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { ArrowUndoRegular, CheckmarkCircleFilled, CircleRegular, DismissCircleFilled } from '@fluentui/react-icons';
import { useEffect } from 'react';
import { useLanguage } from '../../fluent/language';
import { Notice } from '../../fluent/notice';
import { among } from '../../shared/words';
import type { Run, RunStep } from '../answers';
import { errorArguments } from '../error_arguments';
import { useStrings } from '../strings';
import type { Call } from '../use_call';
import { useWizard } from '../wizard';
import { Problem } from './problem';
import { useRun } from './use_run';

const useStyles = makeStyles({
  run: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: tokens.spacingHorizontalL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
  },
  step: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalM },
  icon: { flexShrink: 0, width: '20px', height: '20px', fontSize: '20px', color: tokens.colorNeutralForeground3 },
  done: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  text: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  state: { color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

interface Props {
  readonly first: Run;
  readonly call: Call;
  readonly onChange: (run: Run) => void;
  readonly onDone: () => void;
}

/** A run's real steps, each with how it went; a failed one can be tried again or everything undone. */
export function RunView({ first, call, onChange, onDone }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const words = strings.run;
  const { formats } = useLanguage();
  const { api } = useWizard();
  const { run, isCutOff } = useRun(first);
  const done = run.steps.filter(({ state }) => state === 'done').length;
  const failed = run.steps.find(({ error }) => error !== null);
  const reason = among(strings.errors, failed?.error?.code ?? '')?.(errorArguments({}, formats));
  useEffect(() => {
    if (run.state === 'done') onDone();
    else if (run.state === 'rolled_back') onChange(run);
  }, [run.state]);
  return (
    <section className={styles.run} aria-label={words.heading}>
      <Subtitle2 as="h2">{words.heading}</Subtitle2>
      <ProgressBar aria-label={words.heading} value={done} max={Math.max(1, run.steps.length)} thickness="large" />
      <Text role="status">{words.progress({ done, of: run.steps.length })}</Text>
      <ol className={styles.list}>
        {run.steps.map((step) => (
          <Step key={step.step} step={step} />
        ))}
      </ol>
      {isCutOff && <Problem error={{ code: 'no_connection', details: {} }} isQuiet />}
      {run.state === 'running' && <Text>{words.stay}</Text>}
      {run.state === 'failed' && (
        <Notice intent="error" message={words.failed({ step: nameOf(failed, words.steps) })} focusKey={run.revision}>
          {reason !== undefined && (
            <p>
              {reason.title}. {reason.next}
            </p>
          )}
          <p lang="en">{failed?.error?.message}</p>
          <div className={styles.actions}>
            <Button appearance="primary" onClick={() => void call.run(async () => onChange(await api.retry()))}>
              {words.retry}
            </Button>
            <Button onClick={() => void call.run(async () => onChange(await api.rollBack()))}>{words.rollBack}</Button>
          </div>
        </Notice>
      )}
    </section>
  );
}

function nameOf(step: RunStep | undefined, names: Readonly<Record<string, string>>): string {
  return step === undefined ? '' : (names[step.step] ?? step.step);
}

function Step({ step }: { readonly step: RunStep }) {
  const styles = useStyles();
  const words = useStrings().run;
  const { people } = step.details;
  return (
    <li className={styles.step} data-step={step.step} data-state={step.state}>
      <StepIcon state={step.state} />
      <span className={styles.text}>
        {nameOf(step, words.steps)}
        {typeof people === 'number' && ` (${words.people({ people })})`}
      </span>
      <span className={styles.state}>{words.states[step.state]}</span>
    </li>
  );
}

function StepIcon({ state }: { readonly state: RunStep['state'] }) {
  const styles = useStyles();
  switch (state) {
    case 'running':
      return <Spinner size="extra-tiny" className={styles.icon} aria-hidden />;
    case 'done':
      return <CheckmarkCircleFilled className={mergeClasses(styles.icon, styles.done)} aria-hidden />;
    case 'failed':
      return <DismissCircleFilled className={mergeClasses(styles.icon, styles.failed)} aria-hidden />;
    case 'undone':
      return <ArrowUndoRegular className={styles.icon} aria-hidden />;
    case 'waiting':
      return <CircleRegular className={styles.icon} aria-hidden />;
  }
}
