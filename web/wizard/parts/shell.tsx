import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, CircleRegular, RecordRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { LanguageSwitch } from '../../fluent/language_switch';
import markUrl from '../../shared/assets/mark.svg';
import { useStrings } from '../strings';
import { useWizard } from '../wizard';

const NARROW = '@media (max-width: 48rem)';

const useStyles = makeStyles({
  shell: {
    display: 'grid',
    gridTemplateRows: 'auto 1fr',
    gridTemplateColumns: '17rem minmax(0, 1fr)',
    minHeight: '100vh',
    [NARROW]: { display: 'flex', flexDirection: 'column' },
  },
  head: {
    gridColumn: '1 / -1',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    [NARROW]: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}` },
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  host: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere', flexGrow: 1 },
  nav: {
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalM}`,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    [NARROW]: { borderRight: 'none', padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} 0` },
  },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
  },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    '& svg': { flexShrink: 0, color: tokens.colorBrandForeground1 },
    [NARROW]: { display: 'none' },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: tokens.shadow2,
    [NARROW]: { display: 'none' },
  },
  short: {
    display: 'none',
    margin: 0,
    color: tokens.colorNeutralForeground2,
    [NARROW]: { display: 'block' },
  },
  main: {
    minWidth: 0,
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXXL}`,
    [NARROW]: { padding: tokens.spacingHorizontalL },
  },
});

/** The steps of the task at the side, the page beside them. On a narrow screen only how far one has come. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  const strings = useStrings();
  const { pages, state } = useWizard();
  const at = pages.indexOf(state.page);
  return (
    <div className={styles.shell}>
      <header className={styles.head}>
        <img src={markUrl} alt="" width="28" height="28" />
        <span className={styles.name}>{strings.product}</span>
        <span className={styles.host}>{state.host}</span>
        <LanguageSwitch />
      </header>
      <nav className={styles.nav} aria-label={strings.steps}>
        <p className={styles.short}>{strings.stepOf({ step: at + 1, of: pages.length })}</p>
        <ol className={styles.list}>
          {pages.map((page, index) => (
            <li
              key={page}
              className={mergeClasses(styles.item, index === at && styles.current)}
              aria-current={index === at ? 'step' : undefined}
            >
              {index < at ? (
                <CheckmarkCircleFilled aria-hidden />
              ) : index === at ? (
                <RecordRegular aria-hidden />
              ) : (
                <CircleRegular aria-hidden />
              )}
              {strings.pages[page]}
            </li>
          ))}
        </ol>
      </nav>
      <main className={styles.main}>{children}</main>
    </div>
  );
}
