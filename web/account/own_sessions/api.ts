/** The calls of this page alone; as ../api.ts. */

import { ApiError } from '../../shared/api_error';
import { createCaller } from '../../shared/http_call';
import { nothing } from '../answers';
import { sessions, type Sessions } from './answers';

/** What may be ended. */
export type Target =
  | { readonly kind: 'session' | 'application'; readonly id: string }
  | { readonly kind: 'others' };

const { call } = createCaller('/account/v1');

export function listSessions(): Promise<Sessions> {
  return call({ method: 'GET', path: '/sessions' }, sessions);
}

/** Also of one that is not there any more: somebody was first. */
export async function end(target: Target): Promise<void> {
  try {
    await call({ method: 'DELETE', path: pathOf(target) }, nothing);
  } catch (thrown) {
    if (!(thrown instanceof ApiError && thrown.code === 'not_found')) throw thrown;
  }
}

function pathOf(target: Target): string {
  switch (target.kind) {
    case 'session':
      return `/sessions/${encodeURIComponent(target.id)}`;
    case 'application':
      return `/sessions/applications/${encodeURIComponent(target.id)}`;
    case 'others':
      return '/sessions';
  }
}
