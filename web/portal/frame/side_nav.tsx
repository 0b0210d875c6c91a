import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  AppsRegular,
  ArrowSyncRegular,
  HeadsetRegular,
  KeyResetRegular,
  OrganizationRegular,
  PeopleRegular,
  PersonRegular,
  PlugConnectedRegular,
  type FluentIcon,
} from '@fluentui/react-icons';
import { follow } from '../router';
import { PATHS, type Entry } from '../services';
import { useStrings } from '../strings';

const useStyles = makeStyles({
  nav: {
    padding: tokens.spacingHorizontalM,
    height: '100%',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 800px)': { borderRight: 'none', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '2px' },
  nested: { paddingLeft: tokens.spacingHorizontalXXL },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '44px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
  },
  icon: { fontSize: '20px', lineHeight: 0 },
});

const ICONS: Readonly<Partial<Record<Entry, FluentIcon>>> = {
  helpdesk: HeadsetRegular,
  directory: OrganizationRegular,
  users: PersonRegular,
  groups: PeopleRegular,
  agents: PlugConnectedRegular,
  applications: AppsRegular,
  synchronization: ArrowSyncRegular,
  passwordReset: KeyResetRegular,
};

const MENU: readonly (readonly [entry: Entry, below: readonly Entry[]])[] = [
  ['helpdesk', []],
  ['directory', []],
  ['users', ['deletedUsers']],
  ['groups', []],
  ['agents', []],
  ['applications', []],
  ['synchronization', ['conflicts', 'explain', 'syncSettings']],
  [
    'passwordReset',
    [
      'resetProperties',
      'resetMethods',
      'resetRegistration',
      'resetNotifications',
      'resetCustomization',
      'integration',
      'passwordProtection',
      'resetAdministrators',
      'auditLogs',
      'usage',
    ],
  ],
];

/** The menu of Directory; what is below an entry shows while one is in it. */
export function SideNav({ path }: { readonly path: string }) {
  const styles = useStyles();
  const strings = useStrings();
  const item = (entry: Entry, isNested = false) => (
    <li key={entry} className={mergeClasses(isNested && styles.nested)}>
      <NavLink entry={entry} path={path} />
    </li>
  );
  return (
    <nav className={styles.nav} aria-label={strings.nav.label}>
      <ul className={styles.list}>
        {MENU.map(([entry, below]) => [
          item(entry),
          ...([entry, ...below].some((one) => path.startsWith(PATHS[one])) && entry !== 'directory'
            ? below.map((one) => item(one, true))
            : []),
        ])}
      </ul>
    </nav>
  );
}

function NavLink({ entry, path }: { readonly entry: Entry; readonly path: string }) {
  const styles = useStyles();
  const { entries } = useStrings();
  const to = PATHS[entry];
  const isCurrent = path.replace(/\/$/, '') === to;
  const Icon = ICONS[entry];
  return (
    <a
      className={mergeClasses(styles.link, isCurrent && styles.current)}
      href={to}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(event) => void follow(event, to)}
    >
      {Icon !== undefined && (
        <span className={styles.icon}>
          <Icon aria-hidden />
        </span>
      )}
      {entries[entry].name}
    </a>
  );
}
