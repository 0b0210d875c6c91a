import { makeStyles, tokens } from '@fluentui/react-components';
import { useLanguage } from '../../fluent/language';
import type { Directory, State } from '../answers';
import { useStrings } from '../strings';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(9rem, auto) minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    margin: 0,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    '@media (max-width: 30rem)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere' },
});

/** What is configured now, line by line. */
export function Facts({ state }: { readonly state: State }) {
  const styles = useStyles();
  const { facts, none, notYet } = useStrings();
  const { formats } = useLanguage();
  const { configured } = state;
  const onOff = (on: boolean) => (on ? facts.on : facts.off);
  const people =
    configured.importedPeople === null
      ? notYet
      : [
          formats.number(configured.importedPeople),
          configured.lastImportAt === null ? null : facts.lastImport({
                day: formats.otherDay(configured.lastImportAt),
                time: formats.clock(configured.lastImportAt),
              }),
        ]
          .filter((part) => part !== null)
          .join(', ');
  const linesOf = ({ forest, servers, account, scope }: Directory): readonly (readonly [string, string])[] => [
    [facts.directory, `${forest} (${servers.join(', ')})`],
    [facts.account, account],
    [
      facts.scope,
      scope.mode === 'all' ? facts.scopeAll : facts.scopeSelected({ included: scope.include.length, excluded: scope.exclude.length }),
    ],
    ...(scope.pilotGroup === null ? [] : [[facts.pilot, scope.pilotGroup] as const]),
  ];
  const lines: readonly (readonly [string, string])[] = [
    [facts.host, state.host],
    [facts.tenant, [configured.tenantDomain, configured.tenantUrl].filter(Boolean).join(' – ') || none],
    ...(configured.directories.length === 0 ? [[facts.directory, none] as const] : []),
    ...configured.directories.flatMap((directory) => linesOf(directory)),
    [facts.writeback, onOff(configured.passwordWriteback)],
    [facts.staging, onOff(configured.staging)],
    [facts.agent, configured.agentConnected ? facts.connected : configured.agentRunning ? facts.running : facts.stopped],
    [facts.people, people],
  ];
  return (
    <dl className={styles.list}>
      {lines.map(([term, value], index) => (
        <Line key={index} term={term} value={value} />
      ))}
    </dl>
  );
}

function Line({ term, value }: { readonly term: string; readonly value: string }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{value}</dd>
    </>
  );
}

/** Something has been configured before. */
export function isConfigured({ configured }: State): boolean {
  return configured.agentId !== null || configured.directories.length > 0;
}
