/** The units that can be seen, as flat rows: what is open, what is being loaded, and where the keyboard goes. */

import type { TreeNode, TreePart } from '../answers';

export interface Row {
  readonly node: TreeNode;
  readonly level: number;
  /** DN of the row above in the tree; null at the top. */
  readonly parent: string | null;
  readonly position: number;
  readonly size: number;
}

/** Parts by their parent's DN; '' is the top. */
export type Parts = ReadonlyMap<string, TreePart>;

export function rowsOf(parts: Parts, open: ReadonlySet<string>): Row[] {
  const rows: Row[] = [];
  const add = (parent: string | null, level: number) => {
    const nodes = parts.get(parent ?? '')?.nodes ?? [];
    nodes.forEach((node, index) => {
      rows.push({ node, level, parent, position: index + 1, size: nodes.length });
      if (open.has(node.dn)) add(node.dn, level + 1);
    });
  };
  add(null, 1);
  return rows;
}

/** Where a key leads from a row, as the ARIA practices have it for trees; null when it leads nowhere. */
export function rowAfter(key: string, rows: readonly Row[], index: number, isOpen: boolean): number | null {
  const row = rows[index];
  if (row === undefined) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, rows.length - 1);
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'ArrowRight':
      return isOpen && rows[index + 1]?.parent === row.node.dn ? index + 1 : null;
    case 'ArrowLeft': {
      if (isOpen || row.parent === null) return null;
      const above = rows.findIndex(({ node }) => node.dn === row.parent);
      return above < 0 ? null : above;
    }
    default:
      return null;
  }
}

/** The next row whose name begins with what was typed. */
export function rowByName(typed: string, rows: readonly Row[], index: number): number | null {
  const wanted = typed.toLowerCase();
  const order = [...rows.keys()].map((offset) => (index + 1 + offset) % rows.length);
  return order.find((at) => rows[at]?.node.name.toLowerCase().startsWith(wanted)) ?? null;
}
