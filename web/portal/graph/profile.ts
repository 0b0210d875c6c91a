/** What synchronisation brings of a person besides who they are (docs/protocol.md §11). */
import { listOf, nullable, object, oneOf, text, type Decoder, type JsonObject } from '../../shared/decode';
import { time } from './time';

const FIELDS = [
  'givenName',
  'surname',
  'employeeId',
  'mailNickname',
  'jobTitle',
  'department',
  'companyName',
  'officeLocation',
  'mobilePhone',
  'faxNumber',
  'streetAddress',
  'city',
  'state',
  'postalCode',
  'country',
  'usageLocation',
  'onPremisesDistinguishedName',
  'onPremisesSecurityIdentifier',
  'onPremisesUserPrincipalName',
] as const;

/** Empty texts are left out by the server: null. */
export interface Profile extends Readonly<Record<(typeof FIELDS)[number], string | null>> {
  readonly businessPhones: readonly string[];
  readonly proxyAddresses: readonly string[];
  /** Of those that the person has: "extensionAttribute1" and its value. */
  readonly extensionAttributes: readonly (readonly [name: string, value: string])[];
  readonly lastSyncAt: number | null;
  readonly passwordChangedAt: number | null;
}

export const profile: Decoder<Profile> = (value) => {
  const members = object(value);
  const texts = Object.fromEntries(FIELDS.map((name) => [name, nullable(text)(members[name]) || null]));
  return {
    ...(texts as Record<(typeof FIELDS)[number], string | null>),
    businessPhones: nullable(listOf(text))(members.businessPhones) ?? [],
    proxyAddresses: nullable(listOf(text))(members.proxyAddresses) ?? [],
    extensionAttributes: textsOf(nullable(object)(members.onPremisesExtensionAttributes) ?? {}),
    lastSyncAt: nullable(time)(members.onPremisesLastSyncDateTime),
    passwordChangedAt: nullable(time)(members.lastPasswordChangeDateTime),
  };
};

function textsOf(members: JsonObject): (readonly [string, string])[] {
  return Object.entries(members).flatMap(([name, value]) => {
    const known = nullable(text)(value);
    return known === null || known === '' ? [] : [[name, known] as const];
  });
}

/** A value that the person should have and that is another's. */
export interface KeptAway {
  readonly property: 'userPrincipalName' | 'proxyAddresses';
  readonly value: string;
  readonly since: number;
}

export const keptAway: Decoder<KeptAway> = (value) => {
  const members = object(value);
  const property = oneOf(['UserPrincipalName', 'ProxyAddresses'] as const)(members.propertyCausingError);
  return {
    property: property === 'UserPrincipalName' ? 'userPrincipalName' : 'proxyAddresses',
    value: text(members.value),
    since: time(members.occurredDateTime),
  };
};
