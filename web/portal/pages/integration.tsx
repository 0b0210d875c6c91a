import { Button, Field, makeStyles, Radio, RadioGroup, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Notice } from '../../fluent/notice';
import { integration, type Integration as Settings } from '../graph/answers';
import type { Tagged } from '../graph/client';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { Card, Facts, Page } from '../page';
import { Problem } from '../problem';
import { mayConfigure, useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';
import { AgentFacts } from './agent_facts';
import { ConnectionNotice } from './connection_notice';
import { INTEGRATION_PATH } from './password_reset';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
  agents: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  agent: { margin: `0 0 ${tokens.spacingVerticalS}`, fontSize: tokens.fontSizeBase300, overflowWrap: 'anywhere' },
});

export function Integration() {
  const styles = useStyles();
  const strings = useStrings();
  const { graph } = useSession();
  const [loaded, again] = useLoad('', () => graph.getTagged(INTEGRATION_PATH, integration));
  return (
    <Page title={strings.entries.integration.name} text={strings.integration.text}>
      {loaded.at === 'loading' && <Spinner label={strings.loading} />}
      {loaded.at === 'failed' && <Problem error={loaded.error} onTryAgain={again} />}
      {loaded.at === 'loaded' && <SettingsForm loaded={loaded.value} />}
      <Card title={strings.integration.connection}>
        <ConnectionNotice>
          {(agents) => (
            <div className={styles.agents}>
              {agents.map((agent) => (
                <div key={agent.id}>
                  <h3 className={styles.agent}>{agent.displayName}</h3>
                  <AgentFacts agent={agent} />
                </div>
              ))}
            </div>
          )}
        </ConnectionNotice>
      </Card>
    </Page>
  );
}

type Told =
  | { readonly at: 'nothing' | 'saving' }
  | { readonly at: 'saved' | 'unchanged' | 'discarded'; readonly turn: number }
  | { readonly at: 'conflict'; readonly theirs: Tagged<Settings> }
  | { readonly at: 'failed'; readonly error: GraphError };

/** Saves on the version that it was loaded from, so that nobody's change is lost unseen (RFC 9110 §14.1.1). */
function SettingsForm({ loaded }: { readonly loaded: Tagged<Settings> }) {
  const styles = useStyles();
  const strings = useStrings();
  const texts = strings.integration;
  const { graph, roles } = useSession();
  const [stored, setStored] = useState(loaded);
  const [chosen, setChosen] = useState(loaded.value);
  const [told, setTold] = useState<Told>({ at: 'nothing' });
  const isAllowed = mayConfigure(roles);
  const isChanged =
    chosen.passwordWritebackEnabled !== stored.value.passwordWritebackEnabled ||
    chosen.accountUnlockEnabled !== stored.value.accountUnlockEnabled;

  const adopt = (now: Tagged<Settings>) => {
    setStored(now);
    setChosen(now.value);
  };
  const save = async () => {
    if (!isChanged) {
      setTold({ at: 'unchanged', turn: Date.now() });
      return;
    }
    setTold({ at: 'saving' });
    try {
      await graph.patch(INTEGRATION_PATH, chosen, stored.etag);
      adopt(await graph.getTagged(INTEGRATION_PATH, integration));
      setTold({ at: 'saved', turn: Date.now() });
    } catch (thrown) {
      await explain(asGraphError(thrown));
    }
  };
  const explain = async (error: GraphError) => {
    if (error.status !== 412) {
      setTold({ at: 'failed', error });
      return;
    }
    try {
      setTold({ at: 'conflict', theirs: await graph.getTagged(INTEGRATION_PATH, integration) });
    } catch (thrown) {
      setTold({ at: 'failed', error: asGraphError(thrown) });
    }
  };
  const change = (part: Partial<Settings>) => {
    setChosen({ ...chosen, ...part });
    if (told.at !== 'conflict') setTold({ at: 'nothing' });
  };
  const discard = () => {
    setChosen(stored.value);
    setTold({ at: 'discarded', turn: Date.now() });
  };
  const wasOn = stored.value.passwordWritebackEnabled;

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isAllowed && told.at !== 'saving') void save();
      }}
    >
      {!isAllowed && <Notice intent="info" message={{ title: texts.onlyGlobal }} />}
      {outcome()}
      <Question
        question={texts.writeback}
        hint={texts.writebackHint}
        value={chosen.passwordWritebackEnabled}
        isAllowed={isAllowed}
        onChange={(passwordWritebackEnabled) => change({ passwordWritebackEnabled })}
      />
      <Question
        question={texts.unlock}
        hint={texts.unlockHint}
        value={chosen.accountUnlockEnabled}
        isAllowed={isAllowed}
        onChange={(accountUnlockEnabled) => change({ accountUnlockEnabled })}
      />
      {chosen.passwordWritebackEnabled !== wasOn && (
        <Notice intent={wasOn ? 'warning' : 'info'} message={wasOn ? texts.turningOff : texts.turningOn} />
      )}
      <div className={styles.actions}>
        <Button
          type="submit"
          appearance="primary"
          className={styles.button}
          disabled={!isAllowed}
          disabledFocusable={told.at === 'saving'}
        >
          {texts.save}
        </Button>
        <Button
          type="button"
          className={styles.button}
          disabled={!isAllowed || !isChanged || told.at === 'saving'}
          onClick={discard}
        >
          {texts.discard}
        </Button>
        {told.at === 'saving' && <Spinner size="tiny" label={strings.loading} />}
      </div>
    </form>
  );

  function outcome() {
    switch (told.at) {
      case 'nothing':
      case 'saving':
        return null;
      case 'saved':
        return <Notice intent="success" message={texts.saved} focusKey={told.turn} />;
      case 'unchanged':
        return <Notice intent="info" message={texts.nothingToSave} focusKey={told.turn} />;
      case 'discarded':
        return <Notice intent="info" message={{ title: texts.discarded }} focusKey={told.turn} />;
      case 'failed':
        return <Problem error={told.error} focusKey={told.error} />;
      case 'conflict':
        return <Conflict theirs={told.theirs} onAdopt={adoptTheirs} />;
    }
  }

  function adoptTheirs(theirs: Tagged<Settings>) {
    adopt(theirs);
    setTold({ at: 'nothing' });
  }
}

interface QuestionProps {
  readonly question: string;
  readonly hint: string;
  readonly value: boolean;
  readonly isAllowed: boolean;
  readonly onChange: (value: boolean) => void;
}

function Question({ question, hint, value, isAllowed, onChange }: QuestionProps) {
  const strings = useStrings();
  return (
    <Field label={question} hint={hint}>
      <RadioGroup
        layout="horizontal"
        value={value ? 'yes' : 'no'}
        disabled={!isAllowed}
        onChange={(_event, { value: chosen }) => onChange(chosen === 'yes')}
      >
        <Radio value="yes" label={strings.yes} />
        <Radio value="no" label={strings.no} />
      </RadioGroup>
    </Field>
  );
}

interface ConflictProps {
  readonly theirs: Tagged<Settings>;
  readonly onAdopt: (theirs: Tagged<Settings>) => void;
}

function Conflict({ theirs, onAdopt }: ConflictProps) {
  const strings = useStrings();
  const { integration: texts } = strings;
  const said = (value: boolean) => (value ? strings.yes : strings.no);
  return (
    <Notice intent="warning" message={texts.conflict} focusKey={theirs}>
      <Facts
        facts={[
          [texts.writeback, `${texts.theirs}: ${said(theirs.value.passwordWritebackEnabled)}`],
          [texts.unlock, `${texts.theirs}: ${said(theirs.value.accountUnlockEnabled)}`],
        ]}
      />
      <p>
        <Button onClick={() => onAdopt(theirs)}>{texts.loadTheirs}</Button>
      </p>
    </Notice>
  );
}
