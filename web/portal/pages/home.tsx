import { makeStyles, tokens } from '@fluentui/react-components';
import { HeadsetRegular, KeyResetRegular, PlugConnectedRegular } from '@fluentui/react-icons';
import { Page } from '../page';
import { follow } from '../router';
import { PATHS } from '../services';
import { useSession } from '../session/session';
import { useStrings } from '../strings';

const useStyles = makeStyles({
  tasks: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  task: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    height: '100%',
    padding: tokens.spacingHorizontalXL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { border: `1px solid ${tokens.colorCompoundBrandStroke}` },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  icon: { fontSize: '28px', lineHeight: 1, color: tokens.colorBrandForeground1 },
  title: { fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase400 },
  text: { color: tokens.colorNeutralForeground2 },
});

const TASKS = [
  { id: 'people', to: PATHS.helpdesk, Icon: HeadsetRegular },
  { id: 'connection', to: PATHS.agents, Icon: PlugConnectedRegular },
  { id: 'writeback', to: PATHS.integration, Icon: KeyResetRegular },
] as const;

export function Home() {
  const styles = useStyles();
  const { home } = useStrings();
  const { me } = useSession();
  return (
    <Page title={home.title({ name: me.displayName })} text={home.text}>
      <ul className={styles.tasks}>
        {TASKS.map(({ id, to, Icon }) => (
          <li key={id}>
            <a className={styles.task} href={to} onClick={(event) => void follow(event, to)}>
              <span className={styles.icon}>
                <Icon aria-hidden />
              </span>
              <span className={styles.title}>{home.tasks[id].title}</span>
              <span className={styles.text}>{home.tasks[id].text}</span>
            </a>
          </li>
        ))}
      </ul>
    </Page>
  );
}
