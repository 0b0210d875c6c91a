import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { NavigationRegular } from '@fluentui/react-icons';
import { useEffect, useState, type ReactNode } from 'react';
import { LanguageSwitch } from '../../fluent/language_switch';
import markUrl from '../../shared/assets/mark.svg';
import { follow, usePath } from '../router';
import { PATHS } from '../services';
import { isFirstLine, useSession } from '../session/session';
import { useStrings } from '../strings';
import { AccountMenu } from './account_menu';
import { SearchBox } from './search_box';
import { SideNav } from './side_nav';

const NARROW = '@media (max-width: 800px)';

const useStyles = makeStyles({
  frame: { minHeight: '100dvh', display: 'flex', flexDirection: 'column' },
  skip: {
    position: 'absolute',
    left: '-9999px',
    ':focus': {
      left: tokens.spacingHorizontalM,
      top: tokens.spacingVerticalM,
      zIndex: 10,
      padding: tokens.spacingHorizontalM,
      backgroundColor: tokens.colorNeutralBackground1,
    },
  },
  header: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(200px, 480px) minmax(0, 1fr)',
    alignItems: 'center',
    gap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr) auto', rowGap: tokens.spacingVerticalS },
  },
  start: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  brand: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '44px',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
  },
  search: { [NARROW]: { gridColumn: '1 / -1', gridRow: 2 } },
  end: { display: 'flex', justifyContent: 'end', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  menuButton: { display: 'none', [NARROW]: { display: 'inline-flex' } },
  body: {
    flexGrow: 1,
    display: 'grid',
    gridTemplateColumns: '256px minmax(0, 1fr)',
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start' },
  },
  plain: { gridTemplateColumns: 'minmax(0, 1fr)' },
  closed: { [NARROW]: { display: 'none' } },
  main: {
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXXL} 64px`,
    maxWidth: '1200px',
    width: '100%',
    minWidth: 0,
    [NARROW]: { padding: tokens.spacingHorizontalL },
    ':focus': { outline: 'none' },
  },
  centered: { marginInline: 'auto' },
});

/**
 * What stands around every page: whose portal it is, the search, who is signed in, the menu of the service. At the help
 * desk only those have the menu who work elsewhere too.
 */
export function Frame({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  const strings = useStrings();
  const path = usePath();
  const [isMenuOpen, setMenuOpen] = useState(false);
  useEffect(() => setMenuOpen(false), [path]);
  const { roles } = useSession();
  const hasMenu = path.startsWith(PATHS.directory) || (path.startsWith(PATHS.helpdesk) && !isFirstLine(roles));
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {strings.skip}
      </a>
      <header className={styles.header}>
        <div className={styles.start}>
          {hasMenu && (
            <Button
              className={styles.menuButton}
              appearance="subtle"
              icon={<NavigationRegular />}
              aria-label={strings.menu}
              aria-expanded={isMenuOpen}
              aria-controls="menu"
              onClick={() => setMenuOpen(!isMenuOpen)}
            />
          )}
          <Link className={styles.brand} href="/portal" onClick={(event) => void follow(event, '/portal')}>
            <img src={markUrl} alt="" width="28" height="28" />
            {strings.site}
          </Link>
        </div>
        <div className={styles.search}>
          <SearchBox />
        </div>
        <div className={styles.end}>
          <LanguageSwitch />
          <AccountMenu />
        </div>
      </header>
      <div className={mergeClasses(styles.body, !hasMenu && styles.plain)}>
        {hasMenu && (
          <div id="menu" className={mergeClasses(!isMenuOpen && styles.closed)}>
            <SideNav path={path} />
          </div>
        )}
        <main id="content" tabIndex={-1} className={mergeClasses(styles.main, !hasMenu && styles.centered)}>
          {children}
        </main>
      </div>
    </div>
  );
}
