import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, CircleRegular, DismissCircleFilled, ServerRegular } from '@fluentui/react-icons';
import { stateOf, type Measure, type Rule, type RuleId, type RuleState } from '../../shared/rules';
import { useLanguage } from '../../fluent/language';
import { useStrings } from '../strings';

interface Props {
  readonly id: string;
  readonly rules: readonly Rule[];
  readonly typed: Measure;
  readonly failed: RuleId | null;
  readonly isUnknown: boolean;
}

const ICONS = {
  met: CheckmarkCircleFilled,
  notMet: CircleRegular,
  later: ServerRegular,
  failed: DismissCircleFilled,
} as const satisfies Record<RuleState, unknown>;

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase300 },
  list: { listStyleType: 'none', margin: `${tokens.spacingVerticalS} 0 0`, padding: 0 },
  rule: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'start', paddingBlock: '2px' },
  icon: { fontSize: '18px', lineHeight: '20px', color: tokens.colorNeutralForeground3 },
  met: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  note: { margin: `${tokens.spacingVerticalXS} 0 0` },
});

/** What the directory asks of a new password, and how far the typed one meets it. */
export function RuleList({ id, rules, typed, failed, isUnknown }: Props) {
  const styles = useStyles();
  const { rules: texts } = useStrings().reset;
  const { formats } = useLanguage();
  return (
    <section aria-labelledby={`${id}-title`}>
      <h3 className={styles.title} id={`${id}-title`}>
        {texts.title}
      </h3>
      {isUnknown && <p className={styles.note}>{texts.unknown}</p>}
      <ul className={styles.list} id={id}>
        {rules.map((rule) => {
          const state = stateOf(rule, typed, failed);
          const Icon = ICONS[state];
          return (
            <li className={styles.rule} data-rule={rule.id} data-state={state} key={rule.id}>
              <span
                className={mergeClasses(
                  styles.icon,
                  state === 'met' && styles.met,
                  state === 'failed' && styles.failed,
                )}
              >
                <Icon aria-hidden />
              </span>
              <span>
                {textOf(rule)}
                <span className="visually-hidden"> – {texts.states[state]}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );

  function textOf({ id: rule, value }: Rule): string {
    return rule === 'notName' ? texts.notName : texts[rule]({ count: formats.number(value) });
  }
}
