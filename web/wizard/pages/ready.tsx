import { Checkbox, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Notice } from '../../fluent/notice';
import { actionText } from '../action_text';
import type { Action, Options, Run } from '../answers';
import { PageFrame } from '../parts/page_frame';
import { RightsPanel } from '../parts/rights_panel';
import { RunView } from '../parts/run_view';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useKept } from '../use_kept';
import { useWizard } from '../wizard';
import { asWizardError } from '../wizard_error';

const useStyles = makeStyles({
  list: { margin: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, overflowWrap: 'anywhere' },
  boxes: { display: 'flex', flexDirection: 'column' },
});

/** What will be done; once it is begun, here or in another tab, how far it is. */
export function Ready() {
  const styles = useStyles();
  const strings = useStrings();
  const words = strings.ready;
  const { api, state, accept, go, goBack, task } = useWizard();
  const call = useCall();
  const [run, setRun] = useState<Run | null>(isOpen(state.run) ? state.run : null);
  const [plan, setPlan] = useState<readonly Action[] | null>(null);
  const options = useKept<Options>(state.draft.options, async (chosen) => {
    accept(await api.setOptions(chosen));
    setPlan(await api.plan());
  });
  const { directories } = state.draft;
  const isUnderWay = run !== null && isOpen(run);
  useEffect(() => {
    if (!isUnderWay) void call.run(async () => setPlan(await api.plan()));
  }, [isUnderWay]);
  const change = (changed: Partial<Options>) => options.change({ ...options.value, ...changed });
  const previous = async () => {
    await options.keep();
    await goBack();
  };
  const configure = async () => {
    await options.keep();
    try {
      setRun(await api.configure());
    } catch (thrown) {
      if (asWizardError(thrown).code !== 'already_running') throw thrown;
      const { run: other } = await api.state(); // another tab's
      setRun(other);
    }
  };
  const finish = () =>
    void call.run(async () => {
      await go('complete');
      accept(await api.state());
    });

  if (run !== null && run.state !== 'rolled_back') {
    return (
      <PageFrame call={call} onNext={null} onPrevious={null}>
        <RunView first={run} call={call} onChange={setRun} onDone={finish} />
      </PageFrame>
    );
  }
  return (
    <PageFrame call={call} intro={words.intro} onNext={configure} nextText={words.configure} onPrevious={previous}>
      {run?.state === 'rolled_back' && <Notice intent="info" message={strings.run.rolledBack} focusKey={run} />}
      {plan === null && call.busy && <Spinner label={strings.loading} />}
      {plan?.length === 0 && <Notice intent="info" message={words.nothing} />}
      {plan !== null && plan.length > 0 && (
        <ol className={styles.list}>
          {plan.map(({ action, details }, index) => (
            <li key={index}>{actionText(action, details, words.actions)}</li>
          ))}
        </ol>
      )}
      <div className={styles.boxes}>
        <Checkbox
          label={words.start}
          checked={options.value.startSynchronization}
          onChange={(_, { checked }) => change({ startSynchronization: checked === true })}
        />
        <Checkbox
          label={words.staging}
          checked={options.value.staging}
          onChange={(_, { checked }) => change({ staging: checked === true })}
        />
      </div>
      {task === 'customize' &&
        directories.map((directory) => (
          <RightsPanel key={directory.number} directory={directory} isNamed={directories.length > 1} startsAtOnce />
        ))}
    </PageFrame>
  );
}

function isOpen(run: Run | null): boolean {
  return run !== null && (run.state === 'running' || run.state === 'failed');
}
