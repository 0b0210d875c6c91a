import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { LanguageSwitch } from '../../fluent/language_switch';
import { PageHeading } from '../../fluent/page_heading';
import { useStrings } from '../strings';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    maxWidth: '40rem',
    margin: '0 auto',
    padding: tokens.spacingHorizontalXXL,
  },
  text: { margin: 0 },
  command: { fontFamily: tokens.fontFamilyMonospace },
});

/** A page without steps: there is no wizard behind it. */
export function Plain({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  const strings = useStrings();
  return (
    <main className={styles.page}>
      <div>
        <LanguageSwitch />
      </div>
      <PageHeading site={strings.product}>{title}</PageHeading>
      {children}
    </main>
  );
}

export function Ended() {
  const styles = useStyles();
  const { ended } = useStrings();
  return (
    <Plain title={ended.title}>
      <p className={styles.text}>{ended.text}</p>
      <p className={styles.text}>
        {ended.again} <code className={styles.command}>tilbage-connect wizard</code>
      </p>
    </Plain>
  );
}
