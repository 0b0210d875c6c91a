import { Button, Checkbox, Field, Input, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useId, useRef, useState } from 'react';
import { useLanguage } from '../../fluent/language';
import type { NoticeText } from '../../fluent/notice';
import type { Scope } from '../answers';
import { ChoiceList } from '../parts/choice_list';
import { PageFrame } from '../parts/page_frame';
import { PilotGroup } from '../parts/pilot_group';
import { Problem } from '../parts/problem';
import { ScopeChange } from '../parts/scope_change';
import { rowsOf } from '../parts/tree_rows';
import { UnitTree } from '../parts/unit_tree';
import { useCounts } from '../parts/use_counts';
import { useSearch } from '../parts/use_search';
import { useUnits } from '../parts/use_units';
import { isEmpty, toggle } from '../scope';
import { useStrings } from '../strings';
import { useWizard } from '../wizard';

const useStyles = makeStyles({
  tree: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  hint: { color: tokens.colorNeutralForeground2, paddingLeft: '2.25rem', marginTop: '-6px', marginBottom: 0 },
});

export function Filtering() {
  const words = useStrings().filtering;
  const { api, state, accept, goBack, goOn } = useWizard();
  const [scope, setScope] = useState<Scope>(state.draft.scope);
  const [isPilot, setIsPilot] = useState(scope.pilotGroup !== null);
  const otherMode = useRef<Scope | null>(null); // what was chosen before the other of the two was
  const [needed, setNeeded] = useState<{ readonly message: NoticeText } | null>(null);
  const lacksGroup = isPilot && scope.pilotGroup === null;
  const counting = useCounts(lacksGroup ? null : scope);

  const choose = (next: Scope) => {
    setNeeded(null);
    setScope(next);
  };
  const chooseMode = (mode: Scope['mode']) => {
    if (mode === scope.mode) return;
    const { include, exclude } = otherMode.current ?? { include: [], exclude: [] };
    otherMode.current = scope;
    choose({ ...scope, mode, include, exclude });
  };
  const save = async () => accept(await api.setScope(scope));
  const next = async () => {
    if (isEmpty(scope)) {
      setNeeded({ message: words.empty });
      return;
    }
    if (lacksGroup) {
      setNeeded({ message: words.pilot.empty });
      return;
    }
    await save();
    await goOn();
  };
  const previous = async () => {
    // A directory that is gone must not keep anybody here: what to do about it is on the page before.
    if (!isEmpty(scope)) await save().catch(() => undefined);
    await goBack();
  };
  return (
    <PageFrame intro={words.intro} onNext={next} onPrevious={previous} needed={needed}>
      <ChoiceList
        label={words.mode}
        choices={[
          { value: 'all', label: words.all },
          { value: 'selected', label: words.selected },
        ]}
        chosen={scope.mode}
        onChoose={chooseMode}
      />
      {scope.mode === 'selected' && <Selection scope={scope} onChange={choose} />}
      <PilotGroup
        isWanted={isPilot}
        group={scope.pilotGroup}
        onChange={(isWanted, pilotGroup) => {
          setIsPilot(isWanted);
          choose({ ...scope, pilotGroup });
        }}
      />
      <ScopeChange counting={counting} />
    </PageFrame>
  );
}

interface SelectionProps {
  readonly scope: Scope;
  readonly onChange: (scope: Scope) => void;
}

function Selection({ scope, onChange }: SelectionProps) {
  const styles = useStyles();
  const strings = useStrings();
  const words = strings.filtering;
  const { formats } = useLanguage();
  const { api } = useWizard();
  const [text, setText] = useState('');
  const units = useUnits(true);
  const search = useSearch(text.trim(), api.search);
  const hint = useId();
  const isSearching = text.trim() !== '';
  const rows = isSearching
    ? rowsOf(new Map([['', search.found ?? { nodes: [], more: false }]]), new Set())
    : rowsOf(units.parts, units.open);
  const hasMore = isSearching ? search.found?.more === true : [...units.parts.values()].some(({ more }) => more);
  const isLoading = isSearching ? search.found === null && search.error === null : !units.parts.has('') && units.error === null;
  const error = isSearching ? search.error : units.error;
  return (
    <div className={styles.tree}>
      <Field label={words.search}>
        <Input
          type="search"
          contentBefore={<SearchRegular aria-hidden />}
          value={text}
          onChange={(_, { value }) => setText(value)}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Problem error={error} isQuiet>
        {!isSearching && <Button onClick={units.reload}>{strings.tryAgain}</Button>}
      </Problem>
      <Text role="status" size={200}>
        {isLoading ? (
          <Spinner size="tiny" label={strings.loading} />
        ) : isSearching && search.found !== null ? (
          words.found(formats, search.found.nodes.length)
        ) : (
          ''
        )}
      </Text>
      {rows.length > 0 && (
        <UnitTree
          label={words.tree}
          rows={rows}
          scope={scope}
          open={units.open}
          loading={units.loading}
          isFlat={isSearching}
          onToggle={(dn) => onChange(toggle(scope, dn))}
          onOpen={units.setOpen}
        />
      )}
      {hasMore && <Text>{words.more}</Text>}
      <div>
        <Checkbox
          label={words.newUnits}
          checked={scope.includeNewUnits}
          aria-describedby={hint}
          onChange={(_, { checked }) => onChange({ ...scope, includeNewUnits: checked === true })}
        />
        <Text as="p" block size={200} id={hint} className={styles.hint}>
          {words.newUnitsHint}
        </Text>
      </div>
    </div>
  );
}
