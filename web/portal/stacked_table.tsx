/**
 * A table whose rows become blocks on a phone, each value under its column's name. The roles are said, because a
 * browser may forget them when `display` changes.
 */
import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

const PHONE = '@media (max-width: 480px)';

const useStyles = makeStyles({
  table: { [PHONE]: { display: 'block' } },
  body: { [PHONE]: { display: 'block' } },
  header: {
    [PHONE]: { display: 'block', position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  },
  row: { [PHONE]: { display: 'block', paddingTop: tokens.spacingVerticalS, paddingBottom: tokens.spacingVerticalS } },
  cell: {
    overflowWrap: 'anywhere',
    paddingTop: tokens.spacingVerticalS,
    paddingBottom: tokens.spacingVerticalS,
    verticalAlign: 'top',
    [PHONE]: {
      display: 'block',
      height: 'auto',
      paddingTop: tokens.spacingVerticalXS,
      paddingBottom: tokens.spacingVerticalXS,
      '::before': { content: 'attr(data-column)', display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
    },
  },
  /** What there is no room for between a phone and a desk. */
  wide: { '@media (min-width: 481px) and (max-width: 640px)': { display: 'none' } },
});

export interface Column<T> {
  readonly name: string;
  readonly cell: (row: T) => ReactNode;
  readonly isForWide?: boolean;
}

interface Props<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
}

export function StackedTable<T>({ label, columns, rows, keyOf }: Props<T>) {
  const styles = useStyles();
  return (
    <Table role="table" aria-label={label} className={styles.table}>
      <TableHeader role="rowgroup" className={styles.header}>
        <TableRow role="row">
          {columns.map(({ name, isForWide }) => (
            <TableHeaderCell key={name} role="columnheader" className={isForWide === true ? styles.wide : undefined}>
              {name}
            </TableHeaderCell>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody role="rowgroup" className={styles.body}>
        {rows.map((row) => (
          <TableRow key={keyOf(row)} role="row" className={styles.row}>
            {columns.map(({ name, cell, isForWide }) => (
              <TableCell
                key={name}
                role="cell"
                data-column={name}
                className={mergeClasses(styles.cell, isForWide === true && styles.wide)}
              >
                <div>{cell(row)}</div>
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
