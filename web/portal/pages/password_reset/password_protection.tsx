import { Field, makeStyles, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import {
  MODES,
  MOST_WORDS,
  passwordProtection as decode,
  PROTECTION_PATH,
  type Mode,
  type PasswordProtection as Protection,
} from '../../graph/password_protection';
import { useStrings } from '../../strings';
import { SettingsPage } from './settings_page';
import { YesNo } from './yes_no';

const useStyles = makeStyles({ words: { maxWidth: '480px' } });

const SOURCE = { path: PROTECTION_PATH, decode };

/** A line is a word; lines without one are only there while somebody types. */
const pick = ({ enabled, mode, words }: Protection) => ({
  enabled,
  mode,
  words: words.map((word) => word.trim()).filter((word) => word !== ''),
});

/** Words that nobody may have in a password. */
export function PasswordProtection() {
  const styles = useStyles();
  const { protection: texts } = useStrings().resetPolicy;
  return (
    <SettingsPage source={SOURCE} entry="passwordProtection" text={texts.text} pick={pick}>
      {({ policy, change, isAllowed }) => (
        <>
          <YesNo
            question={texts.enabled}
            hint={texts.enabledHint}
            value={policy.enabled}
            isAllowed={isAllowed}
            onChange={(enabled) => change({ enabled })}
          />
          <Field label={texts.words} hint={texts.wordsHint({ words: pick(policy).words.length, most: MOST_WORDS })} className={styles.words}>
            <Textarea
              rows={10}
              resize="vertical"
              spellCheck={false}
              disabled={!isAllowed}
              value={policy.words.join('\n')}
              onChange={(_event, { value }) => change({ words: value === '' ? [] : value.split('\n') })}
            />
          </Field>
          <Field label={texts.mode} hint={texts.modeHint}>
            <RadioGroup
              value={policy.mode}
              disabled={!isAllowed}
              onChange={(_event, { value }) => change({ mode: value as Mode })}
            >
              {MODES.map((mode) => (
                <Radio key={mode} value={mode} label={texts.modes[mode]} />
              ))}
            </RadioGroup>
          </Field>
        </>
      )}
    </SettingsPage>
  );
}
