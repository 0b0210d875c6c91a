import { Field, Input, makeStyles, Select } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Policy } from '../../graph/reset_policy';
import { useStrings } from '../../strings';
import { YesNo } from './yes_no';

const useStyles = makeStyles({ short: { maxWidth: '160px' }, long: { maxWidth: '320px' } });

type Reminders = Policy['expiryReminders'];

interface Props {
  readonly value: Reminders;
  readonly isAllowed: boolean;
  readonly onChange: (value: Reminders) => void;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** As the browser names them; the server has the last word. */
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** When people are reminded that their password expires. */
export function ExpiryReminders({ value, isAllowed, onChange }: Props) {
  const styles = useStyles();
  const zones = useId();
  const { reminders: texts } = useStrings().resetPolicy;
  const change = (part: Partial<Reminders>) => onChange({ ...value, ...part });
  const isOpen = isAllowed && value.enabled;
  const enable = (enabled: boolean) => {
    const isUntouched = enabled && !value.enabled && value.timeZone === 'UTC';
    change({ enabled, ...(isUntouched ? { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } : {}) });
  };
  return (
    <>
      <YesNo question={texts.question} hint={texts.hint} value={value.enabled} isAllowed={isAllowed} onChange={enable} />
      <Days value={value.daysBefore} isAllowed={isOpen} onChange={(daysBefore) => change({ daysBefore })} />
      <Field label={texts.hour}>
        <Select
          className={styles.short}
          disabled={!isOpen}
          value={String(value.atHour)}
          onChange={(_event, { value: chosen }) => change({ atHour: Number(chosen) })}
        >
          {HOURS.map((hour) => (
            <option key={hour} value={String(hour)}>
              {texts.oclock({ hour: String(hour).padStart(2, '0') })}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={texts.zone} hint={texts.zoneHint}>
        <Input
          className={styles.long}
          list={zones}
          autoComplete="off"
          spellCheck={false}
          disabled={!isOpen}
          value={value.timeZone}
          onChange={(_event, { value: timeZone }) => change({ timeZone })}
        />
      </Field>
      <datalist id={zones}>
        {ZONES.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <YesNo
        question={texts.after}
        hint={texts.afterHint}
        value={value.after}
        isAllowed={isOpen}
        onChange={(after) => change({ after })}
      />
    </>
  );
}

interface DaysProps {
  readonly value: readonly number[];
  readonly isAllowed: boolean;
  readonly onChange: (value: readonly number[]) => void;
}

const numbersIn = (text: string) => (text.match(/\d+/g) ?? []).map(Number);

/** What is typed stays as it is typed while it means the days that are chosen. */
function Days({ value, isAllowed, onChange }: DaysProps) {
  const styles = useStyles();
  const { reminders: texts } = useStrings().resetPolicy;
  const [typed, setTyped] = useState('');
  const text = numbersIn(typed).join() === value.join() ? typed : value.join(', ');
  return (
    <Field label={texts.days} hint={texts.daysHint}>
      <Input
        className={styles.short}
        autoComplete="off"
        disabled={!isAllowed}
        value={text}
        onChange={(_event, { value: wanted }) => {
          if (!/^[\d, ]{0,40}$/.test(wanted)) return;
          setTyped(wanted);
          onChange(numbersIn(wanted));
        }}
      />
    </Field>
  );
}
