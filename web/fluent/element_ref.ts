import type { Ref, RefObject } from 'react';

/** Fluent's v9 types infer `never` for the refs of its own components under React 19's types; at run time they are right. */
export function elementRef<Element>(ref: RefObject<Element | null>): Ref<never> {
  return ref as unknown as Ref<never>;
}
