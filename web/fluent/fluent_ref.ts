import type { Ref } from 'react';

/** Fluent 9.74's components infer `Ref<never>` with the types of React 19.3; at run time any ref is right. */
export function fluentRef<T extends HTMLElement>(ref: Ref<T>): never {
  return ref as never;
}
