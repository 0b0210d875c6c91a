/** How a person can prove who they are (docs/protocol.md §12), as administrators see it. */
import { flag, listOf, nullable, object, oneOf, text, type Decoder } from '../../shared/decode';
import type { GraphClient } from './client';
import type { Method } from './reset_policy';
import { time } from './time';

export interface PersonsMethod {
  readonly id: string;
  readonly kind: Method;
  /** The address or the number; null where the method has none, or it is not told. */
  readonly destination: string | null;
  /** What the person calls it. */
  readonly name: string | null;
  readonly createdAt: number;
  readonly addedBy: 'self' | 'administrator';
  readonly isLocked: boolean;
}

/** What an administrator can fill in. */
export const FILLED_IN = ['email', 'mobilePhone'] as const;
export type FilledIn = (typeof FILLED_IN)[number];

const KINDS: ReadonlyMap<string, Method> = new Map([
  ['#microsoft.graph.emailAuthenticationMethod', 'email'],
  ['#microsoft.graph.phoneAuthenticationMethod', 'mobilePhone'],
  ['#microsoft.graph.softwareOathAuthenticationMethod', 'authenticatorApp'],
  ['#microsoft.graph.fido2AuthenticationMethod', 'passkey'],
  ['#microsoft.graph.temporaryAccessPassAuthenticationMethod', 'temporaryAccessCode'],
  ['#tilbage.securityQuestionsAuthenticationMethod', 'securityQuestions'],
  ['#tilbage.recoveryCodesAuthenticationMethod', 'recoveryCode'],
]);

const COLLECTIONS: Readonly<Partial<Record<Method, string>>> = {
  email: 'emailMethods',
  mobilePhone: 'phoneMethods',
  authenticatorApp: 'softwareOathMethods',
  passkey: 'fido2Methods',
};

/** Whether an administrator can take it away. */
export function isRemovable(kind: Method): boolean {
  return COLLECTIONS[kind] !== undefined;
}

/** A kind that this page does not know yet is left out. */
const methods: Decoder<readonly PersonsMethod[]> = (value) =>
  listOf(object)(object(value).value).flatMap((members) => {
    const kind = KINDS.get(text(members['@odata.type']));
    if (kind === undefined) return [];
    return [
      {
        id: text(members.id),
        kind,
        destination: nullable(text)(members.emailAddress ?? members.phoneNumber),
        name: nullable(text)(members.displayName),
        createdAt: time(members.createdDateTime),
        addedBy: oneOf(['self', 'administrator'] as const)(members.addedBy),
        isLocked: flag(members.locked),
      },
    ];
  });

export function loadMethods(graph: GraphClient, person: string): Promise<readonly PersonsMethod[]> {
  return graph.get(`${person}/authentication/methods`, methods);
}

export function fillIn(graph: GraphClient, person: string, kind: FilledIn, destination: string): Promise<void> {
  const body = kind === 'email' ? { emailAddress: destination } : { phoneNumber: destination, phoneType: 'mobile' };
  return graph.post(`${person}/authentication/${COLLECTIONS[kind]}`, body, () => undefined);
}

export function removeMethod(graph: GraphClient, person: string, { kind, id }: PersonsMethod): Promise<void> {
  return graph.remove(`${person}/authentication/${COLLECTIONS[kind]}/${encodeURIComponent(id)}`);
}
