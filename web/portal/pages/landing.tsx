import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLanguage } from '../../fluent/language';
import { LanguageSwitch } from '../../fluent/language_switch';
import { Notice } from '../../fluent/notice';
import { PageHeading } from '../../fluent/page_heading';
import markUrl from '../../shared/assets/mark.svg';
import { goToSignIn, type SignedOutBecause } from '../session/sign_in';
import { useStrings } from '../strings';

export type LandingNotice = SignedOutBecause | 'still_signed_in';

interface Props {
  readonly notice: LandingNotice;
  /** Where the person wanted to go. */
  readonly path: string;
}

const useStyles = makeStyles({
  page: {
    minHeight: '100dvh',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalL,
  },
  card: {
    width: '100%',
    maxWidth: '440px',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalXXXL,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow16,
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalXL },
  },
  brand: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  button: { minHeight: '48px', fontSize: tokens.fontSizeBase400 },
});

export function Landing({ notice, path }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { language } = useLanguage();
  const [isLeaving, setLeaving] = useState(false);
  const { landing } = strings;
  const signIn = () => {
    setLeaving(true);
    void goToSignIn(path, language);
  };
  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <div className={styles.brand}>
          <img src={markUrl} alt="" width="32" height="32" />
          <span>{strings.site}</span>
        </div>
        <PageHeading site={strings.site} takesFocus={notice === 'signed_out'}>
          {landing.title}
        </PageHeading>
        <p className={styles.text}>{landing.text}</p>
        {notice !== 'none' && (
          <Notice
            intent={notice === 'signed_out' || notice === 'cancelled' ? 'info' : 'warning'}
            message={landing.notices[notice]}
          />
        )}
        <Button
          appearance="primary"
          size="large"
          className={styles.button}
          disabledFocusable={isLeaving}
          onClick={signIn}
        >
          {landing.signIn}
        </Button>
      </main>
      <footer>
        <LanguageSwitch />
      </footer>
    </div>
  );
}
