import { Link, makeStyles, Spinner, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useLanguage } from '../../fluent/language';
import type { DeviceCode as Code } from '../answers';
import { useStrings } from '../strings';
import { useWizard } from '../wizard';

const ASK_EVERY_MS = 2_000;

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    maxWidth: '36rem',
    overflowWrap: 'anywhere',
  },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeHero700, letterSpacing: '0.1em' },
});

interface Props {
  readonly code: Code;
  /** Signed in, or refused: the state says which. */
  readonly onEnd: () => void;
}

/** RFC 8628: the code to type elsewhere, while the wizard waits for the sign-in. */
export function DeviceCode({ code, onEnd }: Props) {
  const styles = useStyles();
  const words = useStrings().cloud.code;
  const { formats } = useLanguage();
  const { api, accept } = useWizard();
  const [now, setNow] = useState(Date.now);
  const secondsLeft = Math.max(0, (code.expiresAt - now) / 1000);
  const isOver = secondsLeft === 0;
  useEffect(() => {
    if (isOver) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
      const look = async () => {
        const state = await api.state();
        if (state.cloud.signedIn === null && state.cloud.problem === null) return;
        accept(state);
        onEnd();
      };
      look().catch(() => undefined); // asked again in a moment
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isOver]);
  return (
    <section className={styles.box} aria-label={words.title}>
      <Subtitle2 as="h2">{words.title}</Subtitle2>
      <Text>{words.text}</Text>
      <Text>
        {words.address}: <Link href={code.verificationUri} target="_blank" rel="noopener" inline>{code.verificationUri}</Link>
      </Text>
      <Text>
        {words.code}: <span className={styles.code}>{code.userCode}</span>
      </Text>
      <div role="status">
        {isOver ? words.expired : <Spinner size="tiny" label={words.waiting({ left: formats.duration(roundUp(secondsLeft)) })} />}
      </div>
    </section>
  );
}

/** By minutes, so that it is not read out every two seconds. */
function roundUp(seconds: number): number {
  return Math.ceil(seconds / 60) * 60;
}
