import { Input, makeStyles, tokens } from '@fluentui/react-components';
import { PersonRegular, SearchRegular, SettingsRegular, AppGenericRegular, type FluentIcon } from '@fluentui/react-icons';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { UserRow } from '../graph/answers';
import { loadPeople, peoplePath } from '../graph/people';
import { follow } from '../router';
import { matches, PATHS, SERVICES, SETTINGS, type Entry } from '../services';
import { fluentRef } from '../../fluent/fluent_ref';
import { useSession } from '../session/session';
import { useStrings, type Strings } from '../strings';

const PEOPLE_SHOWN = 6;
const QUIET_MS = 200;
const SHORTEST = 2;

const useStyles = makeStyles({
  place: { position: 'relative' },
  input: { width: '100%', minHeight: '40px' },
  panel: {
    position: 'absolute',
    insetInline: 0,
    top: '100%',
    marginTop: tokens.spacingVerticalXS,
    zIndex: 5,
    maxHeight: '70dvh',
    overflowY: 'auto',
    padding: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow16,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  group: {
    margin: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  result: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    minHeight: '44px',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    overflowWrap: 'anywhere',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  icon: { fontSize: '20px', lineHeight: 0, color: tokens.colorBrandForeground1 },
  detail: { display: 'block', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  note: { margin: 0, padding: tokens.spacingHorizontalS },
});

type People =
  | { readonly at: 'none' }
  | { readonly at: 'looking' }
  | { readonly at: 'found'; readonly rows: readonly UserRow[] }
  | { readonly at: 'failed' };

/** Services, settings and people; also by the names that other products gave them. */
export function SearchBox() {
  const styles = useStyles();
  const strings = useStrings();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const people = usePeople(typed);
  const query = typed.trim();
  const found = (entries: readonly Entry[]) =>
    entries.filter((entry) => {
      const { name, alias } = entryWords(strings.entries, entry);
      return matches(entry, [name, alias], query);
    });
  const services = found(SERVICES);
  const settings = found(SETTINGS);
  const rows = people.at === 'found' ? people.rows : [];
  const total = services.length + settings.length + rows.length;
  const isShown = isOpen && query !== '';

  useEffect(() => {
    const close = (event: Event) => {
      if (!(event.target instanceof Node) || place.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('focusin', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('focusin', close);
    };
  }, []);

  const links = () => Array.from(place.current?.querySelectorAll<HTMLAnchorElement>('a') ?? []);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    if (event.key === 'ArrowDown') all[Math.min(at + 1, all.length - 1)]?.focus();
    else if (event.key === 'ArrowUp' && at >= 0) (at === 0 ? input.current : all[at - 1])?.focus();
    else if (event.key === 'Enter' && at < 0) all[0]?.click();
    else if (event.key === 'Escape' && isShown) {
      input.current?.focus();
      setOpen(false);
    } else return;
    event.preventDefault();
  };
  const done = () => {
    setOpen(false);
    setTyped('');
  };

  return (
    <div role="search" className={styles.place} ref={place} onKeyDown={onKeyDown}>
      <Input
        ref={fluentRef(input)}
        className={styles.input}
        type="search"
        aria-label={strings.search.label}
        placeholder={strings.search.placeholder}
        autoComplete="off"
        contentBefore={<SearchRegular aria-hidden />}
        value={typed}
        onChange={(_event, { value }) => {
          setTyped(value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
      />
      {isShown && (
        <div className={styles.panel} role="region" aria-label={strings.search.results}>
          <Group title={strings.search.services}>
            {services.map((entry) => (
              <EntryResult key={entry} entry={entry} icon={AppGenericRegular} onDone={done} />
            ))}
          </Group>
          <Group title={strings.search.settings}>
            {settings.map((entry) => (
              <EntryResult key={entry} entry={entry} icon={SettingsRegular} onDone={done} />
            ))}
          </Group>
          <Group title={strings.search.people}>
            {rows.map((row) => (
              <Result
                key={row.id}
                to={`${PATHS.users}/${encodeURIComponent(row.id)}`}
                icon={PersonRegular}
                name={row.displayName}
                detail={row.userPrincipalName}
                onDone={done}
              />
            ))}
          </Group>
          {people.at === 'looking' && <p className={styles.note}>{strings.search.looking}</p>}
          {people.at === 'failed' && <p className={styles.note}>{strings.search.peopleFailed}</p>}
          {total === 0 && people.at !== 'looking' && people.at !== 'failed' && (
            <p className={styles.note}>{strings.search.nothing({ query })}</p>
          )}
        </div>
      )}
      <span role="status" className="visually-hidden">
        {isShown && people.at !== 'looking' ? strings.search.found({ count: total }) : ''}
      </span>
    </div>
  );
}

/** Asked for when the typing pauses; an answer to what was typed before is dropped. */
function usePeople(typed: string): People {
  const { graph } = useSession();
  const [people, setPeople] = useState<People>({ at: 'none' });
  const query = typed.trim();
  useEffect(() => {
    if (query.length < SHORTEST) {
      setPeople({ at: 'none' });
      return undefined;
    }
    setPeople({ at: 'looking' });
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      loadPeople(graph, peoplePath(query, 'all', PEOPLE_SHOWN), leaving.signal).then(
        ({ value }) => setPeople({ at: 'found', rows: value }),
        () => {
          if (!leaving.signal.aborted) setPeople({ at: 'failed' });
        },
      );
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [query, graph]);
  return people;
}

function Group({ title, children }: { readonly title: string; readonly children: readonly React.ReactNode[] }) {
  const styles = useStyles();
  if (children.length === 0) return null;
  return (
    <>
      <p className={styles.group} aria-hidden>
        {title}
      </p>
      <ul className={styles.list} aria-label={title}>
        {children}
      </ul>
    </>
  );
}

interface EntryWords {
  readonly name: string;
  readonly alias?: string;
  readonly hint?: string;
}

function entryWords(entries: Strings['entries'], entry: Entry): EntryWords {
  return entries[entry];
}

interface EntryProps {
  readonly entry: Entry;
  readonly icon: FluentIcon;
  readonly onDone: () => void;
}

function EntryResult({ entry, icon, onDone }: EntryProps) {
  const { entries, search } = useStrings();
  const { name, alias, hint } = entryWords(entries, entry);
  const detail = alias === undefined ? hint : `${search.alsoKnownAs} ${alias}`;
  return <Result to={PATHS[entry]} icon={icon} name={name} detail={detail ?? ''} onDone={onDone} />;
}

interface ResultProps {
  readonly to: string;
  readonly icon: FluentIcon;
  readonly name: string;
  readonly detail: string;
  readonly onDone: () => void;
}

function Result({ to, icon: Icon, name, detail, onDone }: ResultProps) {
  const styles = useStyles();
  return (
    <li>
      <a
        className={styles.result}
        href={to}
        onClick={(event) => {
          if (follow(event, to)) onDone();
        }}
      >
        <span className={styles.icon}>
          <Icon aria-hidden />
        </span>
        <span>
          {name} <span className={styles.detail}>{detail}</span>
        </span>
      </a>
    </li>
  );
}
