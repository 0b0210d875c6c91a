import { makeStyles, tokens } from '@fluentui/react-components';
import { useLanguage } from '../../fluent/language';
import { among } from '../../shared/words';
import { useDateTime } from '../date_time';
import type { RecentEvent } from '../graph/helpdesk';
import { Card } from '../page';
import { reasonText } from '../reason_text';
import { useStrings } from '../strings';
import { useHelpdeskStrings } from '../strings/helpdesk';
import { REASONS } from '../../shared/reasons';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  what: { fontWeight: tokens.fontWeightSemibold },
  when: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  text: { margin: 0 },
});

/** What the person, or somebody for them, tried lately and where it ended. */
export function RecentCard({ recent }: { readonly recent: readonly RecentEvent[] }) {
  const styles = useStyles();
  const strings = useStrings();
  const texts = useHelpdeskStrings();
  const { formats } = useLanguage();
  const dateTime = useDateTime();
  return (
    <Card title={texts.recent}>
      {recent.length === 0 && <p className={styles.text}>{texts.noRecent}</p>}
      <ul className={styles.list}>
        {recent.map((one) => (
          <li key={`${one.activity} ${one.result} ${one.isByAdministrator}`}>
            <span className={styles.what}>{activityOf(one)}</span>: {resultOf(one)}
            <span className={styles.when}>
              {[
                one.count > 1 ? texts.times({ number: formats.number(one.count) }) : null,
                dateTime(one.at),
                one.isByAdministrator ? texts.byAdministrator : null,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );

  function activityOf({ activity }: RecentEvent): string {
    return among(strings.resetPolicy.audit.activities, activity) ?? activity;
  }

  function resultOf({ result }: RecentEvent): string {
    const { audit } = strings.resetPolicy;
    if (result === 'succeeded') return audit.succeeded;
    const reason = REASONS.find((known) => known === result);
    return among(audit.outcomes, result) ?? (reason === undefined ? result : reasonText(reason, {}, 'reset', strings, formats).title);
  }
}
