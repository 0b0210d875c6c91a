import { Button, Checkbox, Field, Input, makeStyles, Radio, RadioGroup, Spinner, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { Notice } from '../../fluent/notice';
import { asGraphError, type GraphError } from '../graph/graph_error';
import {
  SETTINGS_PATH,
  settingsBody,
  syncSettings,
  THRESHOLD_TYPES,
  type SyncSettings as Settings,
  type ThresholdType,
} from '../graph/synchronization';
import { Card, Page } from '../page';
import { Problem } from '../problem';
import { mayConfigure, useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';

const MOST: Readonly<Record<ThresholdType, number>> = { enabledForCount: 1_000_000, enabledForPercentage: 100, disabled: 1_000_000 };

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  number: { maxWidth: '160px' },
  hint: {
    margin: '0 0 0 36px', // under the box's label
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  button: { minHeight: '44px' },
  actions: { display: 'flex' },
});

export function SyncSettings() {
  const strings = useStrings();
  const { graph } = useSession();
  const [loaded, again] = useLoad('', () => graph.get(SETTINGS_PATH, syncSettings));
  return (
    <Page title={strings.entries.syncSettings.name} text={strings.synchronization.settings.text}>
      {loaded.at === 'loading' && <Spinner label={strings.loading} />}
      {loaded.at === 'failed' && <Problem error={loaded.error} onTryAgain={again} />}
      {loaded.at === 'loaded' && <Form loaded={loaded.value} />}
    </Page>
  );
}

type Told =
  | { readonly at: 'nothing' | 'saving' | 'wrong' }
  | { readonly at: 'saved'; readonly turn: number }
  | { readonly at: 'failed'; readonly error: GraphError };

function Form({ loaded }: { readonly loaded: Settings }) {
  const styles = useStyles();
  const strings = useStrings();
  const { synchronization } = strings;
  const { settings: texts } = synchronization;
  const { graph, roles } = useSession();
  const [chosen, setChosen] = useState(loaded);
  const [typed, setTyped] = useState(String(loaded.threshold));
  const [told, setTold] = useState<Told>({ at: 'nothing' });
  const isAllowed = mayConfigure(roles);
  const isPercent = chosen.thresholdType === 'enabledForPercentage';
  const change = (part: Partial<Settings>) => {
    setChosen({ ...chosen, ...part });
    setTold({ at: 'nothing' });
  };
  const save = async () => {
    const threshold = /^\d{1,7}$/.test(typed.trim()) ? Number(typed) : -1;
    if (threshold < 0 || threshold > MOST[chosen.thresholdType]) {
      setTold({ at: 'wrong' });
      return;
    }
    setTold({ at: 'saving' });
    try {
      await graph.patch(`${SETTINGS_PATH}/${encodeURIComponent(chosen.id)}`, settingsBody({ ...chosen, threshold }));
      setTold({ at: 'saved', turn: Date.now() });
    } catch (thrown) {
      setTold({ at: 'failed', error: asGraphError(thrown) });
    }
  };
  const wrong = isPercent ? texts.wrongPercent : texts.wrongCount;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isAllowed && told.at !== 'saving') void save();
      }}
    >
      {!isAllowed && <Notice intent="info" message={{ title: synchronization.onlyGlobal }} />}
      {told.at === 'saved' && <Notice intent="success" message={texts.saved} focusKey={told.turn} />}
      {told.at === 'failed' && <Problem error={told.error} focusKey={told.error} />}
      <Card title={texts.threshold}>
        <Field hint={texts.thresholdHint}>
          <RadioGroup
            aria-label={texts.threshold}
            value={chosen.thresholdType}
            disabled={!isAllowed}
            onChange={(_event, { value }) =>
              change({ thresholdType: THRESHOLD_TYPES.find((one) => one === value) ?? 'enabledForCount' })
            }
          >
            {THRESHOLD_TYPES.map((one) => (
              <Radio key={one} value={one} label={texts.types[one]} />
            ))}
          </RadioGroup>
        </Field>
        {chosen.thresholdType === 'disabled' ? (
          <Notice intent="warning" message={texts.off} />
        ) : (
          <Field
            label={isPercent ? texts.percent : texts.count}
            className={styles.number}
            {...(told.at === 'wrong' ? { validationMessage: wrong, validationState: 'error' as const } : {})}
          >
            <Input
              inputMode="numeric"
              autoComplete="off"
              disabled={!isAllowed}
              value={typed}
              onChange={(_event, { value }) => {
                setTyped(value);
                setTold({ at: 'nothing' });
              }}
            />
          </Field>
        )}
      </Card>
      <Card title={texts.matching}>
        <Block
          label={texts.soft}
          hint={texts.softHint}
          disabled={!isAllowed}
          checked={chosen.blockSoftMatch}
          onChange={(checked) => change({ blockSoftMatch: checked })}
        />
        <Block
          label={texts.takeover}
          hint={texts.takeoverHint}
          disabled={!isAllowed}
          checked={chosen.blockTakeover}
          onChange={(checked) => change({ blockTakeover: checked })}
        />
      </Card>
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
      </div>
    </form>
  );
}

interface BlockProps {
  readonly label: string;
  readonly hint: string;
  readonly disabled: boolean;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Block({ label, hint, disabled, checked, onChange }: BlockProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <div>
      <Checkbox
        label={label}
        aria-describedby={id}
        disabled={disabled}
        checked={checked}
        onChange={(_event, data) => onChange(data.checked === true)}
      />
      <p id={id} className={styles.hint}>
        {hint}
      </p>
    </div>
  );
}
