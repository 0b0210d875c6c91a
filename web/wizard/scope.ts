/**
 * Which units are in scope: the nearest of a unit and what lies above it that `include` or `exclude` names decides; what
 * none names is out. A click on a unit's box speaks for everything below it.
 */

import type { Scope } from './answers';

export type Check = 'in' | 'out' | 'some';

export const EVERYTHING: Scope = { mode: 'all', include: [], exclude: [], includeNewUnits: true, pilotGroup: null };

/** A comma that a backslash escapes belongs to a name (RFC 4514 §2.4). */
export function isBelow(dn: string, ancestor: string): boolean {
  const [inner, outer] = [dn.toLowerCase(), ancestor.toLowerCase()];
  if (!inner.endsWith(`,${outer}`)) return false;
  const before = inner.slice(0, inner.length - outer.length - 1);
  return (/\\*$/.exec(before)?.[0].length ?? 0) % 2 === 0;
}

export function checkOf(scope: Scope, dn: string): Check {
  const isIn = isInScope(scope, dn);
  const differs = (isIn ? scope.exclude : scope.include).some((named) => isBelow(named, dn));
  return differs ? 'some' : isIn ? 'in' : 'out';
}

export function toggle(scope: Scope, dn: string): Scope {
  const wanted = checkOf(scope, dn) !== 'in';
  const elsewhere = (named: string) => !isSame(named, dn) && !isBelow(named, dn);
  const rest: Scope = { ...scope, include: scope.include.filter(elsewhere), exclude: scope.exclude.filter(elsewhere) };
  if (isInScope(rest, dn) === wanted) return rest;
  return wanted ? { ...rest, include: [...rest.include, dn] } : { ...rest, exclude: [...rest.exclude, dn] };
}

export function isEmpty(scope: Scope): boolean {
  return scope.mode === 'selected' && scope.include.length === 0;
}

/** The first name of a DN as people read it (RFC 4514 §2.4): "Staff, all" of "CN=Staff\\, all,OU=…". */
export function firstName(dn: string): string {
  const first = /^[^=]*=((?:\\.|[^\\,])*)/su.exec(dn)?.[1] ?? dn;
  const bytes: number[] = [];
  for (const [part, hex, plain] of first.matchAll(/\\([0-9a-f]{2})|\\?(.)/gisu)) {
    bytes.push(...(hex === undefined ? new TextEncoder().encode(plain ?? part) : [Number.parseInt(hex, 16)]));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

function isInScope(scope: Scope, dn: string): boolean {
  const nearest = (names: readonly string[]) =>
    Math.max(-1, ...names.filter((named) => isSame(named, dn) || isBelow(dn, named)).map((named) => named.length));
  return nearest(scope.include) > nearest(scope.exclude);
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
