import { makeStyles, tokens } from '@fluentui/react-components';
import { useLanguage } from '../../../fluent/language';
import { ACTS, type Report } from '../../graph/reset_policy';
import { useStrings } from '../../strings';
import { dayTotals } from './day_chart';

const useStyles = makeStyles({
  frame: {
    overflowX: 'auto',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  table: { borderCollapse: 'collapse', width: '100%' },
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    textAlign: 'right',
    fontWeight: tokens.fontWeightRegular,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    ':first-child': { textAlign: 'left', paddingLeft: 0 },
  },
});

/** The figures of the chart. Numbers are compared down a column, so on a phone the table scrolls and does not fold. */
export function DayTable({ days }: { readonly days: Report['perDay'] }) {
  const styles = useStyles();
  const { usage: texts } = useStrings().resetPolicy;
  const { formats, locale } = useLanguage();
  const dayOf = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <div className={styles.frame} role="region" aria-label={texts.perDay} tabIndex={0}>
      <table className={styles.table} aria-label={texts.perDay}>
        <thead>
          <tr>
            {[texts.date, ...ACTS.map((act) => texts.acts[act]), texts.failed].map((name) => (
              <th key={name} scope="col" className={styles.cell}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date}>
              <th scope="row" className={styles.cell}>
                {dayOf.format(Date.parse(day.date))}
              </th>
              {ACTS.map((act) => (
                <td key={act} className={styles.cell}>
                  {formats.number(day[act].succeeded)}
                </td>
              ))}
              <td className={styles.cell}>{formats.number(dayTotals(day).failed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
