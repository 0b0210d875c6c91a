import { Button, Checkbox, Field, Input, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useId, useRef, useState } from 'react';
import type { NoticeText } from '../../fluent/notice';
import type { DraftDirectory, Scope } from '../answers';
import { ChoiceList } from '../parts/choice_list';
import { PageFrame } from '../parts/page_frame';
import { PilotGroup } from '../parts/pilot_group';
import { Problem } from '../parts/problem';
import { ScopeChange } from '../parts/scope_change';
import { Tabs } from '../parts/tabs';
import { rowsOf } from '../parts/tree_rows';
import { UnitTree } from '../parts/unit_tree';
import { useCounts } from '../parts/use_counts';
import { useSearch } from '../parts/use_search';
import { useUnits } from '../parts/use_units';
import { EVERYTHING, isEmpty, toggle } from '../scope';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

const useStyles = makeStyles({
  tree: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  hint: { color: tokens.colorNeutralForeground2, paddingLeft: '2.25rem', marginTop: '-6px', marginBottom: 0 },
});

interface Choice {
  readonly scope: Scope;
  /** Somebody wants a pilot; its group may be still to be chosen. */
  readonly isPilot: boolean;
}

/** A choice for each directory; with several, one of them is shown at a time. */
export function Filtering() {
  const words = useStrings().filtering;
  const { api, state, accept, goBack, goOn } = useWizard();
  const call = useCall();
  const { directories } = state.draft;
  const [shown, setShown] = useState(directories[0]?.number ?? 1);
  const [choices, setChoices] = useState<ReadonlyMap<number, Choice>>(new Map());
  const otherModes = useRef(new Map<number, Scope>()); // what was chosen before the other of the two was
  const [needed, setNeeded] = useState<{ readonly message: NoticeText } | null>(null);
  const choice = choices.get(shown) ?? firstChoice(directories.find(({ number }) => number === shown));
  const { scope, isPilot } = choice;
  const lacksGroup = isPilot && scope.pilotGroup === null;
  const counting = useCounts(shown, lacksGroup ? null : scope);

  const choose = (changed: Partial<Choice>) => {
    setNeeded(null);
    setChoices(new Map(choices).set(shown, { ...choice, ...changed }));
  };
  const chooseMode = (mode: Scope['mode']) => {
    if (mode === scope.mode) return;
    const { include, exclude } = otherModes.current.get(shown) ?? { include: [], exclude: [] };
    otherModes.current.set(shown, scope);
    choose({ scope: { ...scope, mode, include, exclude } });
  };
  const save = async () => accept(await api.setScope(shown, scope));
  /** Whether the choice that is shown is whole; says else what it lacks. */
  const isWhole = (): boolean => {
    const lack = isEmpty(scope) ? words.empty : lacksGroup ? words.pilot.empty : null;
    setNeeded(lack === null ? null : { message: lack });
    return lack === null;
  };
  const next = async () => {
    if (!isWhole()) return;
    await save();
    await goOn();
  };
  const previous = async () => {
    // A directory that is gone must not keep anybody here: what to do about it is on the page before.
    if (!isEmpty(scope)) await save().catch(() => undefined);
    await goBack();
  };
  const show = (number: number) => {
    if (number === shown || !isWhole()) return;
    void call.run(async () => {
      await save();
      setShown(number);
    });
  };
  const form = (
    <>
      <ChoiceList
        label={words.mode}
        choices={[
          { value: 'all', label: words.all },
          { value: 'selected', label: words.selected },
        ]}
        chosen={scope.mode}
        onChoose={chooseMode}
      />
      {scope.mode === 'selected' && (
        <Selection key={shown} directory={shown} scope={scope} onChange={(changed) => choose({ scope: changed })} />
      )}
      <PilotGroup
        key={`pilot ${shown}`}
        directory={shown}
        isWanted={isPilot}
        group={scope.pilotGroup}
        onChange={(isWanted, pilotGroup) => choose({ scope: { ...scope, pilotGroup }, isPilot: isWanted })}
      />
      <ScopeChange counting={counting} />
    </>
  );
  const tabs = directories.map(({ number, forest }) => ({ value: number, name: forest }));
  return (
    <PageFrame call={call} intro={words.intro} onNext={next} onPrevious={previous} needed={needed}>
      {tabs.length < 2 ? (
        form
      ) : (
        <Tabs label={words.directories} tabs={tabs} shown={shown} onShow={show}>
          {form}
        </Tabs>
      )}
    </PageFrame>
  );
}

function firstChoice(directory: DraftDirectory | undefined): Choice {
  const scope = directory?.scope ?? EVERYTHING;
  return { scope, isPilot: scope.pilotGroup !== null };
}

interface SelectionProps {
  readonly directory: number;
  readonly scope: Scope;
  readonly onChange: (scope: Scope) => void;
}

function Selection({ directory, scope, onChange }: SelectionProps) {
  const styles = useStyles();
  const strings = useStrings();
  const words = strings.filtering;
  const { api } = useWizard();
  const [text, setText] = useState('');
  const units = useUnits(directory);
  const search = useSearch(text.trim(), (wanted, signal) => api.search(directory, wanted, signal));
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
          words.found({ found: search.found.nodes.length })
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
