import { Button, Field, Input, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { AddRegular, DismissRegular, SearchRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { fluentRef } from '../../../fluent/fluent_ref';
import { GraphError } from '../../graph/graph_error';
import { group as decodeGroup, groupsPath, loadGroups, type Group } from '../../graph/groups';
import { Problem } from '../../problem';
import { useSession } from '../../session/session';
import { useStrings } from '../../strings';
import { useLoad } from '../../use_load';
import { usePagedList } from '../../use_paged_list';

const PAGE_SIZE = 10;
const MOST = 50;

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  find: { maxWidth: '480px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase300 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '2px' },
  row: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    minHeight: '44px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { minWidth: 0, overflowWrap: 'anywhere' },
  more: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

interface Props {
  readonly ids: readonly string[];
  readonly isAllowed: boolean;
  readonly onChange: (ids: readonly string[]) => void;
  /** What being in one of them means; unless said, that one may reset. */
  readonly hint?: string;
}

/** Several groups, found by their names. */
export function GroupPicker({ ids, isAllowed, onChange, hint }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const texts = strings.resetPolicy.properties;
  const { graph } = useSession();
  const [seen, setSeen] = useState<Readonly<Record<string, Group>>>({});
  const missing = ids.filter((id) => seen[id] === undefined);
  const [named] = useLoad(missing.join(' '), () => loadNames(missing), true);
  const nameOf = (id: string) =>
    seen[id]?.displayName ?? (named.at === 'loaded' ? (named.value[id] ?? texts.gone({ id })) : strings.loading);
  const chosen = useRef<HTMLHeadingElement>(null);

  async function loadNames(wanted: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const found = await Promise.all(
      wanted.map((id) =>
        graph.get(`/v1.0/groups/${encodeURIComponent(id)}`, decodeGroup).catch((thrown: unknown) => {
          if (thrown instanceof GraphError && thrown.status === 404) return null; // deleted since it was chosen
          throw thrown;
        }),
      ),
    );
    return Object.fromEntries(found.flatMap((one) => (one === null ? [] : [[one.id, one.displayName]])));
  }
  const add = (group: Group) => {
    setSeen({ ...seen, [group.id]: group });
    onChange([...ids, group.id]);
  };
  const remove = (id: string) => {
    onChange(ids.filter((one) => one !== id));
    chosen.current?.focus(); // the button is gone
  };

  return (
    <div className={styles.part}>
      <p className={styles.quiet}>{hint ?? texts.groupsHint}</p>
      {named.at === 'failed' && <Problem error={named.error} />}
      <h3 className={styles.title} tabIndex={-1} ref={fluentRef(chosen)}>
        {texts.chosen}
      </h3>
      {ids.length === 0 && <p className={styles.quiet}>{texts.noneChosen}</p>}
      {ids.length > 0 && (
        <ul className={styles.list} aria-label={texts.chosen}>
          {ids.map((id) => (
            <li key={id} className={styles.row}>
              <span className={styles.name}>{nameOf(id)}</span>
              <Button
                appearance="subtle"
                icon={<DismissRegular aria-hidden />}
                aria-label={texts.remove({ name: nameOf(id) })}
                disabled={!isAllowed}
                onClick={() => remove(id)}
              />
            </li>
          ))}
        </ul>
      )}
      {isAllowed && ids.length < MOST && <Finder taken={ids} onAdd={add} />}
    </div>
  );
}

function Finder({ taken, onAdd }: { readonly taken: readonly string[]; readonly onAdd: (group: Group) => void }) {
  const styles = useStyles();
  const strings = useStrings();
  const texts = strings.resetPolicy.properties;
  const { graph } = useSession();
  const [typed, setTyped] = useState('');
  const [list, , again] = usePagedList(groupsPath(typed, PAGE_SIZE), (path, signal) => loadGroups(graph, path, signal));
  const found = list.rows.filter(({ id }) => !taken.includes(id));
  return (
    <>
      <Field label={texts.find} className={styles.find}>
        <Input
          type="text"
          autoComplete="off"
          contentBefore={<SearchRegular aria-hidden />}
          value={typed}
          onChange={(_event, { value }) => setTyped(value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault(); // does not save the form
          }}
        />
      </Field>
      {list.error !== null && <Problem error={list.error} onTryAgain={again} />}
      <span role="status">
        {list.isLoading && <Spinner size="tiny" label={strings.loading} />}
        {!list.isLoading && list.error === null && list.rows.length === 0 && texts.noneFound}
      </span>
      {found.length > 0 && (
        <ul className={styles.list} aria-label={texts.found}>
          {found.map((group) => (
            <li key={group.id} className={styles.row}>
              <span className={styles.name}>
                {group.displayName}
                {group.description !== null && <span className={styles.more}>{group.description}</span>}
              </span>
              <Button
                appearance="subtle"
                icon={<AddRegular aria-hidden />}
                aria-label={texts.add({ name: group.displayName })}
                onClick={() => onAdd(group)}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
