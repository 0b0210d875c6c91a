import { Button, Checkbox, Field, Input, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import { fluentRef } from '../../fluent/fluent_ref';
import type { Group } from '../answers';
import { firstName } from '../scope';
import { useStrings } from '../strings';
import { useWizard } from '../wizard';
import { Problem } from './problem';
import { useSearch } from './use_search';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  hint: { color: tokens.colorNeutralForeground2, paddingLeft: '2.25rem', marginTop: '-6px', marginBottom: 0 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: tokens.spacingHorizontalXS,
    maxHeight: '20rem',
    overflow: 'auto',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  found: { display: 'block', width: '100%', minWidth: 0, textAlign: 'start', fontWeight: tokens.fontWeightRegular },
  chosen: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
  },
  names: { flex: '1 1 16rem', minWidth: 0, overflowWrap: 'anywhere' },
  name: { display: 'block', fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  dn: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
});

interface Props {
  readonly directory: number;
  /** Somebody wants a pilot; `group` is null until one is chosen. */
  readonly isWanted: boolean;
  readonly group: string | null;
  readonly onChange: (isWanted: boolean, group: string | null) => void;
}

/** One group whose members alone are synchronized. */
export function PilotGroup({ directory, isWanted, group, onChange }: Props) {
  const styles = useStyles();
  const words = useStrings().filtering.pilot;
  const hint = useId();
  const hasChosenHere = useRef(false); // the focus follows what the person did, and nothing else
  const choose = (chosen: string | null) => {
    hasChosenHere.current = true;
    onChange(true, chosen);
  };
  return (
    <div className={styles.part}>
      <div>
        <Checkbox
          label={words.label}
          checked={isWanted}
          aria-describedby={hint}
          onChange={(_, { checked }) => {
            hasChosenHere.current = checked === true;
            onChange(checked === true, null);
          }}
        />
        <Text as="p" block size={200} id={hint} className={styles.hint}>
          {words.hint}
        </Text>
      </div>
      {isWanted && group === null && <Search directory={directory} takesFocus={hasChosenHere.current} onChoose={choose} />}
      {isWanted && group !== null && (
        <Chosen dn={group} takesFocus={hasChosenHere.current} onRemove={() => choose(null)} />
      )}
    </div>
  );
}

interface ChosenProps {
  readonly dn: string;
  readonly takesFocus: boolean;
  readonly onRemove: () => void;
}

function Chosen({ dn, takesFocus, onRemove }: ChosenProps) {
  const styles = useStyles();
  const words = useStrings().filtering.pilot;
  const remove = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) remove.current?.focus();
  }, []);
  const name = firstName(dn);
  return (
    <div className={styles.chosen} role="group" aria-label={words.chosen}>
      <div className={styles.names}>
        <span className={styles.name}>{name}</span>
        <span className={styles.dn}>{dn}</span>
      </div>
      <Button ref={fluentRef(remove)} onClick={onRemove} aria-label={words.removeOf({ name })}>
        {words.remove}
      </Button>
    </div>
  );
}

interface SearchProps {
  readonly directory: number;
  readonly takesFocus: boolean;
  readonly onChoose: (dn: string) => void;
}

function Search({ directory, takesFocus, onChoose }: SearchProps) {
  const styles = useStyles();
  const strings = useStrings();
  const words = strings.filtering.pilot;
  const { api } = useWizard();
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) input.current?.focus();
  }, []);
  const { found, error } = useSearch(text.trim(), (wanted, signal) => api.searchGroups(directory, wanted, signal));
  const isSearching = text.trim() !== '' && found === null && error === null;
  return (
    <>
      <Field label={words.search}>
        <Input
          ref={fluentRef(input)}
          type="search"
          contentBefore={<SearchRegular aria-hidden />}
          value={text}
          onChange={(_, { value }) => setText(value)}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Problem error={error} isQuiet />
      <Text role="status" size={200}>
        {isSearching ? (
          <Spinner size="tiny" label={strings.loading} />
        ) : found === null ? (
          ''
        ) : (
          `${strings.filtering.found({ found: found.groups.length })}${found.more ? `. ${words.more}` : ''}`
        )}
      </Text>
      {found !== null && found.groups.length > 0 && (
        <ul className={styles.list} aria-label={words.results}>
          {found.groups.map((group) => (
            <li key={group.dn}>
              <Found group={group} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Found({ group, onChoose }: { readonly group: Group; readonly onChoose: (dn: string) => void }) {
  const styles = useStyles();
  return (
    <Button appearance="subtle" className={styles.found} onClick={() => onChoose(group.dn)}>
      <span className={styles.name}>{group.name}</span>
      {group.description !== '' && <span className={styles.dn}>{group.description}</span>}
      <span className={styles.dn}>{group.dn}</span>
    </Button>
  );
}
