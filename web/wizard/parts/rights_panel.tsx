import { Badge, Button, makeStyles, ProgressBar, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { Notice } from '../../fluent/notice';
import { among } from '../../shared/words';
import type { Directory, MissingRight, Rights } from '../answers';
import { useStrings } from '../strings';
import { Command } from './command';
import { Problem } from './problem';
import { useRights } from './use_rights';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
  right: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    overflowWrap: 'anywhere',
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  name: { fontWeight: tokens.fontWeightSemibold },
});

interface Props {
  readonly directory: Directory;
  /** Several panels stand on the page: each says whose it is. */
  readonly isNamed: boolean;
  /** Tests when it appears; else it shows what the last test found. */
  readonly startsAtOnce: boolean;
}

/** Each right of the connector account: there or missing, on which object, and the commands that grant it. */
export function RightsPanel({ directory, isNamed, startsAtOnce }: Props) {
  const styles = useStyles();
  const words = useStrings().rights;
  const { rights, error, start } = useRights(directory.number, startsAtOnce);
  const heading = isNamed ? words.headingOf({ forest: directory.forest }) : words.heading;
  const isRunning = rights?.state === 'running';
  const hasBeenTested = rights !== null && (rights.state === 'done' || rights.state === 'failed');
  return (
    <section className={styles.panel} aria-label={heading}>
      <div className={styles.head}>
        <Subtitle2 as="h2">{heading}</Subtitle2>
        <Button size="small" onClick={start} disabledFocusable={isRunning}>
          {hasBeenTested ? words.again : words.test}
        </Button>
      </div>
      <div role="status">
        {isRunning && (
          <>
            <Text>{words.running}</Text>
            <ProgressBar
              aria-label={heading}
              {...(rights.total > 0 ? { value: rights.checked, max: rights.total } : {})}
            />
            {rights.total > 0 && <Text size={200}>{words.progress({ checked: rights.checked, total: rights.total })}</Text>}
          </>
        )}
      </div>
      <Problem error={error} isQuiet />
      {rights?.state === 'failed' && <Problem error={rights.error ?? { code: 'unexpected', details: {} }} isQuiet />}
      {rights?.state === 'done' && <Outcome rights={rights} />}
    </section>
  );
}

function Outcome({ rights }: { readonly rights: Rights }) {
  const styles = useStyles();
  const words = useStrings().rights;
  const required = rights.missing.filter(({ needed }) => needed === 'required').length;
  return (
    <>
      {rights.missing.length === 0 ? (
        <Notice intent="success" message={words.good} />
      ) : required === 0 ? (
        <Notice intent="info" message={words.recommended} />
      ) : (
        <Notice intent="warning" message={words.missing({ required })} />
      )}
      {rights.missing.length > 0 && (
        <ul className={styles.list}>
          {rights.missing.map((right) => (
            <li key={`${right.right} ${right.object}`} className={styles.right}>
              <Missing right={right} />
            </li>
          ))}
        </ul>
      )}
      {rights.peopleNotNamed > 0 && <Text>{words.notNamed({ people: rights.peopleNotNamed })}</Text>}
      {rights.protectedPeople > 0 && <Text>{words.protectedPeople({ people: rights.protectedPeople })}</Text>}
    </>
  );
}

function Missing({ right }: { readonly right: MissingRight }) {
  const styles = useStyles();
  const words = useStrings().rights;
  const name = among(words.names, right.right) ?? right.right;
  return (
    <>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        <Badge appearance="tint" color={right.needed === 'required' ? 'warning' : 'informative'}>
          {words.needed[right.needed]}
        </Badge>
        <Text size={200}>{among(words.why, right.right)}</Text>
      </div>
      <Text>
        {words.on} <code>{right.object}</code>
        {right.people > 0 && ` – ${words.people({ people: right.people })}`}
      </Text>
      {right.inheritanceDisabled && <Text>{words.inheritanceDisabled}</Text>}
      <Command label={words.sambaTool} text={right.sambaTool} about={name} />
      <Command label={words.dsacls} text={right.dsacls} about={name} />
    </>
  );
}
