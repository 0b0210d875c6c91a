import { Field, makeStyles, Select, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLanguage } from '../../../fluent/language';
import { GraphError } from '../../graph/graph_error';
import { ACTS, report as decodeReport, reportPath, type Report } from '../../graph/reset_policy';
import { Card, Page } from '../../page';
import { Problem, textOf } from '../../problem';
import { useSession } from '../../session/session';
import { StackedTable } from '../../stacked_table';
import { useStrings } from '../../strings';
import { useLoad } from '../../use_load';
import { dayTotals, DayChart } from './day_chart';
import { DayTable } from './day_table';

const PERIODS = [7, 30, 90, 365];

const useStyles = makeStyles({
  period: { maxWidth: '240px' },
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(200px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
  },
  tile: {
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  number: { margin: 0, fontSize: tokens.fontSizeHero700, lineHeight: tokens.lineHeightHero700, fontWeight: tokens.fontWeightSemibold },
  more: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** How much self-service is used, and where it fails. */
export function Usage() {
  const styles = useStyles();
  const strings = useStrings();
  const { usage: texts } = strings.resetPolicy;
  const { graph } = useSession();
  const [days, setDays] = useState(30);
  const [loaded, again] = useLoad(String(days), () => graph.get(reportPath(days), decodeReport));
  return (
    <Page title={strings.entries.usage.name} text={texts.text}>
      <Field label={texts.days} className={styles.period}>
        <Select value={String(days)} onChange={(_event, { value }) => setDays(Number(value))}>
          {PERIODS.map((one) => (
            <option key={one} value={one}>
              {texts.lastDays({ days: one })}
            </option>
          ))}
        </Select>
      </Field>
      {loaded.at === 'loading' && <Spinner label={strings.loading} />}
      {loaded.at === 'failed' && <Problem error={loaded.error} onTryAgain={again} />}
      {loaded.at === 'loaded' && <Figures report={loaded.value} />}
    </Page>
  );
}

function Figures({ report }: { readonly report: Report }) {
  const styles = useStyles();
  const strings = useStrings();
  const { usage: texts } = strings.resetPolicy;
  const { formats } = useLanguage();
  const eventful = report.perDay.filter((day) => dayTotals(day).succeeded + dayTotals(day).failed > 0).reverse();
  const reasonOf = (reason: string) => textOf(new GraphError(reason, 0, ''), strings, formats).title;
  return (
    <>
      <dl className={styles.tiles}>
        {ACTS.map((act) => {
          const { succeeded, failed } = report.totals[act];
          return (
            <div key={act} className={styles.tile}>
              <dt>{texts.acts[act]}</dt>
              <dd className={styles.number}>{formats.number(succeeded)}</dd>
              <dd className={styles.more}>{texts.ofAct({ succeeded: formats.number(succeeded), failed: formats.number(failed) })}</dd>
            </div>
          );
        })}
      </dl>
      <Card title={texts.perDay}>
        {eventful.length === 0 ? (
          <p className={styles.quiet}>{texts.nothing}</p>
        ) : (
          <>
            <DayChart days={report.perDay} />
            <p className={styles.quiet}>{texts.onlyDaysWith}</p>
            <DayTable days={eventful} />
          </>
        )}
      </Card>
      <Card title={texts.failures}>
        {report.failures.length === 0 ? (
          <p className={styles.quiet}>{texts.noFailures}</p>
        ) : (
          <StackedTable
            label={texts.failures}
            rows={report.failures}
            keyOf={({ reason }) => reason}
            columns={[
              { name: texts.reason, cell: ({ reason }) => reasonOf(reason) },
              { name: texts.count, cell: ({ count }) => formats.number(count) },
            ]}
          />
        )}
      </Card>
    </>
  );
}
