import { Badge, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../fluent/language';
import { Notice } from '../../fluent/notice';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { findPeople, type FoundPeople, type FoundPerson } from '../graph/helpdesk';
import { Page } from '../page';
import { Problem } from '../problem';
import { follow } from '../router';
import { PATHS } from '../services';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useHelpdeskStrings } from '../strings/helpdesk';
import { useTroubleText } from '../helpdesk/trouble_text';

const QUIET_MS = 250;
const SHORTEST = 2;

/** What was searched for last, so that going back finds it; in no address, for it may be a telephone number. */
let lastTyped = '';

const useStyles = makeStyles({
  find: { maxWidth: '560px' },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  person: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalL,
    minHeight: '44px',
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    overflowWrap: 'anywhere',
    ':hover': { border: `1px solid ${tokens.colorCompoundBrandStroke}` },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  who: { display: 'flex', flexDirection: 'column', minWidth: 0, flex: '1 1 220px' },
  name: { fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase400 },
  detail: { color: tokens.colorNeutralForeground2 },
  badge: { height: 'auto', minHeight: '24px', whiteSpace: 'normal' },
});

type State =
  | { readonly at: 'quiet' }
  | { readonly at: 'searching' }
  | { readonly at: 'found'; readonly found: FoundPeople }
  | { readonly at: 'failed'; readonly error: GraphError };

/** Finding who calls: the first thing that first-line people do. */
export function Helpdesk() {
  const styles = useStyles();
  const strings = useStrings();
  const texts = useHelpdeskStrings();
  const { formats } = useLanguage();
  const { graph } = useSession();
  const [typed, setTyped] = useState(lastTyped);
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<State>({ at: 'quiet' });
  const isFirst = useRef(true);
  const wanted = typed.trim();
  useEffect(() => {
    lastTyped = wanted;
    if (wanted.length < SHORTEST) {
      setState({ at: 'quiet' });
      return;
    }
    let isWanted = true;
    setState({ at: 'searching' });
    const search = () =>
      findPeople(graph, wanted).then(
        (found) => isWanted && setState({ at: 'found', found }),
        (thrown: unknown) => isWanted && setState({ at: 'failed', error: asGraphError(thrown) }),
      );
    const timer = setTimeout(() => void search(), isFirst.current ? 0 : QUIET_MS);
    isFirst.current = false;
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [wanted, turn]);
  return (
    <Page title={strings.entries.helpdesk.name} text={texts.text}>
      <Field label={texts.find} hint={texts.findHint} className={styles.find}>
        <Input
          type="text"
          size="large"
          autoComplete="off"
          contentBefore={<SearchRegular aria-hidden />}
          value={typed}
          onChange={(_event, { value }) => setTyped(value)}
        />
      </Field>
      <div role="status">
        {state.at === 'searching' && <Spinner size="tiny" label={strings.loading} />}
        {state.at === 'found' &&
          state.found.people.length > 0 &&
          texts.shown({ number: formats.number(state.found.people.length), more: state.found.isTruncated })}
      </div>
      {state.at === 'failed' && <Problem error={state.error} onTryAgain={() => setTurn(turn + 1)} />}
      {state.at === 'found' && state.found.people.length === 0 && <Notice intent="info" message={texts.noneFound} />}
      {state.at === 'found' && state.found.people.length > 0 && (
        <ul className={styles.list} aria-label={texts.found}>
          {state.found.people.map((person) => (
            <li key={person.id}>
              <Found person={person} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function Found({ person }: { readonly person: FoundPerson }) {
  const styles = useStyles();
  const texts = useHelpdeskStrings();
  const textOf = useTroubleText();
  const to = `${PATHS.helpdesk}/${encodeURIComponent(person.id)}`;
  const details = [person.jobTitle, person.department].filter((one) => one !== null).join(', ');
  return (
    <a className={styles.person} href={to} onClick={(event) => void follow(event, to)}>
      <span className={styles.who}>
        <span className={styles.name}>{person.displayName}</span>
        <span className={styles.detail}>{person.userPrincipalName}</span>
        {details !== '' && <span className={styles.detail}>{details}</span>}
      </span>
      {person.obstacle === null ? (
        <span className={styles.detail}>{texts.fine}</span>
      ) : (
        <Badge className={styles.badge} appearance="tint" color="danger" size="large">
          {textOf(person.obstacle).title}
        </Badge>
      )}
    </a>
  );
}
