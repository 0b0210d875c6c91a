import { makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components';
import {
  CheckboxCheckedFilled,
  CheckboxIndeterminateRegular,
  CheckboxUncheckedRegular,
  ChevronDownRegular,
  ChevronRightRegular,
} from '@fluentui/react-icons';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { Scope } from '../answers';
import { checkOf, type Check } from '../scope';
import { useStrings } from '../strings';
import { rowAfter, rowByName, type Row } from './tree_rows';

const BOXES = { in: CheckboxCheckedFilled, out: CheckboxUncheckedRegular, some: CheckboxIndeterminateRegular } as const;
const CHECKED: Readonly<Record<Check, 'true' | 'false' | 'mixed'>> = { in: 'true', out: 'false', some: 'mixed' };
/** Deeper ones stand no further to the right: there is no room on a phone. */
const DEEPEST_INDENT = 8;

const useStyles = makeStyles({
  tree: {
    margin: 0,
    padding: tokens.spacingHorizontalXS,
    maxHeight: '26rem',
    overflow: 'auto',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '32px',
    padding: `2px ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    // Thousands of rows: those out of sight cost nothing.
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 32px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus': { outline: 'none' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  toggle: { display: 'inline-flex', alignItems: 'center', justifyContent: 'center', width: '24px', height: '24px', flexShrink: 0 },
  box: { flexShrink: 0, fontSize: '20px', color: tokens.colorNeutralStrokeAccessible },
  checked: { color: tokens.colorCompoundBrandForeground1 },
  name: { minWidth: 0, flexGrow: 1, overflowWrap: 'anywhere' },
  people: { flexShrink: 0, color: tokens.colorNeutralForeground2 },
  dn: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

const INDENTS = Array.from({ length: DEEPEST_INDENT + 1 }, (_, level) => ({ paddingLeft: `${level * 20 + 4}px` }));

interface Props {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly scope: Scope;
  readonly open: ReadonlySet<string>;
  readonly loading: ReadonlySet<string>;
  /** Found by a search: a flat list, with each one's DN. */
  readonly isFlat: boolean;
  readonly onToggle: (dn: string) => void;
  readonly onOpen: (dn: string, isOpen: boolean) => void;
}

/** A tree of check boxes with three states (ARIA practices, "Tree View"): one row takes the focus, arrows move it. */
export function UnitTree({ label, rows, scope, open, loading, isFlat, onToggle, onOpen }: Props) {
  const styles = useStyles();
  const tree = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const [active, setActive] = useState<string | null>(null);
  const activeIndex = Math.max(0, rows.findIndex(({ node }) => node.dn === active));

  const focus = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    setActive(row.node.dn);
    const element = tree.current?.children[index];
    if (element instanceof HTMLElement) element.focus();
  };
  // The row that has the focus, however it came there: a screen reader moves it by itself.
  const press = (event: KeyboardEvent) => {
    const focused = rows.findIndex(({ node }) => node.dn === dnOf(event.target));
    const index = focused < 0 ? activeIndex : focused;
    const row = rows[index];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const { dn, hasChildren } = row.node;
    const isOpen = open.has(dn);
    const canOpen = hasChildren && !isFlat;
    if (event.key === ' ' || event.key === 'Enter') onToggle(dn);
    else if (event.key === 'ArrowRight' && canOpen && !isOpen) onOpen(dn, true);
    else if (event.key === 'ArrowLeft' && isOpen) onOpen(dn, false);
    else {
      const next = rowAfter(event.key, rows, index, isOpen) ?? (event.key.length === 1 ? byName(event.key) : null);
      if (next === null) return;
      focus(next);
    }
    event.preventDefault();
  };
  const byName = (key: string): number | null => {
    const isFresh = Date.now() - typed.current.at > 800;
    typed.current = { text: isFresh ? key : typed.current.text + key, at: Date.now() };
    return rowByName(typed.current.text, rows, typed.current.text.length > 1 ? activeIndex - 1 : activeIndex);
  };

  return (
    <div role="tree" aria-label={label} aria-multiselectable className={styles.tree} ref={tree} onKeyDown={press} onFocus={({ target }) => setActive(dnOf(target) ?? active)}>
      {rows.map((row, index) => (
        <UnitRow
          key={row.node.dn}
          row={row}
          check={checkOf(scope, row.node.dn)}
          isOpen={open.has(row.node.dn)}
          isLoading={loading.has(row.node.dn)}
          isFlat={isFlat}
          isActive={index === activeIndex}
          onPress={() => {
            setActive(row.node.dn);
            onToggle(row.node.dn);
          }}
          onOpen={() => {
            setActive(row.node.dn);
            onOpen(row.node.dn, !open.has(row.node.dn));
          }}
        />
      ))}
    </div>
  );
}

function dnOf(target: EventTarget): string | null {
  return target instanceof HTMLElement ? (target.dataset.dn ?? null) : null;
}

interface RowProps {
  readonly row: Row;
  readonly check: Check;
  readonly isOpen: boolean;
  readonly isLoading: boolean;
  readonly isFlat: boolean;
  readonly isActive: boolean;
  readonly onPress: () => void;
  readonly onOpen: () => void;
}

function UnitRow({ row, check, isOpen, isLoading, isFlat, isActive, onPress, onOpen }: RowProps) {
  const styles = useStyles();
  const { filtering } = useStrings();
  const { node, level, position, size } = row;
  const canOpen = node.hasChildren && !isFlat;
  const Box = BOXES[check];
  const Chevron = isOpen ? ChevronDownRegular : ChevronRightRegular;
  const people = filtering.people({ people: node.people });
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={size}
      aria-checked={CHECKED[check]}
      aria-expanded={canOpen ? isOpen : undefined}
      aria-busy={isLoading || undefined}
      aria-description={isFlat ? `${node.dn}, ${people}` : people}
      data-dn={node.dn}
      tabIndex={isActive ? 0 : -1}
      className={styles.row}
      style={INDENTS[Math.min(level - 1, DEEPEST_INDENT)]}
      onClick={onPress}
    >
      {!isFlat && (
        <span
          className={styles.toggle}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation();
            if (canOpen) onOpen();
          }}
        >
          {isLoading ? <Spinner size="extra-tiny" /> : canOpen && <Chevron />}
        </span>
      )}
      <Box className={mergeClasses(styles.box, check !== 'out' && styles.checked)} aria-hidden />
      <span className={styles.name}>
        {node.name}
        {isFlat && (
          <span className={styles.dn} aria-hidden>
            {node.dn}
          </span>
        )}
      </span>
      <Text size={200} className={styles.people} aria-hidden>
        {people}
      </Text>
    </div>
  );
}
