/** Where somebody is signed in (docs/protocol.md §12), decoded. */

import { count, flag, listOf, object, text, type Decoder } from '../../shared/decode';

export interface Session {
  readonly id: string;
  /** Words out of few; a newer tenant may know more. */
  readonly browser: string;
  readonly system: string;
  readonly signedInAt: number;
  readonly usedAt: number;
  readonly isCurrent: boolean;
}

/** It goes on knowing the person without asking them. */
export interface HeldApplication {
  readonly id: string;
  readonly name: string;
  readonly signedInAt: number;
}

export interface Sessions {
  readonly sessions: readonly Session[];
  readonly applications: readonly HeldApplication[];
}

const session: Decoder<Session> = (value) => {
  const members = object(value);
  return {
    id: text(members.id),
    browser: text(members.browser),
    system: text(members.system),
    signedInAt: count(members.signedInAt),
    usedAt: count(members.usedAt),
    isCurrent: flag(members.current),
  };
};

const application: Decoder<HeldApplication> = (value) => {
  const members = object(value);
  return { id: text(members.id), name: text(members.name), signedInAt: count(members.signedInAt) };
};

export const sessions: Decoder<Sessions> = (value) => {
  const members = object(value);
  return { sessions: listOf(session)(members.sessions), applications: listOf(application)(members.applications) };
};
