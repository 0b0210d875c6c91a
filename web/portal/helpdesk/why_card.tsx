import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Notice, type Intent } from '../../fluent/notice';
import { useDateTime } from '../date_time';
import type { Situation, Trouble } from '../graph/helpdesk';
import { Card, Facts } from '../page';
import { useHelpdeskStrings } from '../strings/helpdesk';
import { useShortTime, useTroubleText } from './trouble_text';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  source: { margin: 0, color: tokens.colorNeutralForeground2 },
  button: { minHeight: '44px', alignSelf: 'flex-start' },
});

/** What keeps nobody from signing in with the right password. */
const LIGHT: readonly Trouble[] = ['certainWorkstations', 'passwordTooYoung', 'wrongPasswords', 'tooFewMethods', 'resetNotEnabled', 'resetPaused'];

/** Why the person cannot sign in: the first thing that must be mended on top, where it is known from, how old it is. */
export function WhyCard({ situation, onAskAgain }: { readonly situation: Situation; readonly onAskAgain: () => void }) {
  const styles = useStyles();
  const texts = useHelpdeskStrings();
  const textOf = useTroubleText();
  const dateTime = useDateTime();
  const shortTime = useShortTime();
  const { obstacles, isLive, displayName } = situation;
  const optional = (at: number | null) => (at === null ? null : dateTime(at));
  const intentOf = (trouble: Trouble): Intent => (LIGHT.includes(trouble) ? 'warning' : 'error');
  const keepsOut = obstacles.some(({ trouble }) => !LIGHT.includes(trouble));
  return (
    <Card title={texts.why}>
      {!keepsOut && (
        <Notice intent={isLive ? 'success' : 'info'} message={isLive ? texts.nothing({ name: displayName }) : texts.nothingKnown({ name: displayName })} />
      )}
      <ul className={styles.list}>
        {obstacles.map((one) => (
          <li key={one.trouble}>
            <Notice intent={intentOf(one.trouble)} message={textOf(one)} />
          </li>
        ))}
      </ul>
      <Facts
        facts={[
          [texts.passwordSet, optional(situation.passwordSetAt)],
          [texts.passwordExpires, optional(situation.passwordExpiresAt)],
          [texts.accountExpires, optional(situation.accountExpiresAt)],
          [texts.networks, situation.networks.length === 0 ? null : situation.networks.join(', ')],
        ]}
      />
      {situation.isFromDirectory && (
        <>
          <p className={styles.source}>{isLive ? texts.live({ time: shortTime(situation.asOf) }) : texts.notLive({ time: dateTime(situation.asOf) })}</p>
          <Button className={styles.button} onClick={onAskAgain}>
            {texts.askAgain}
          </Button>
        </>
      )}
    </Card>
  );
}
