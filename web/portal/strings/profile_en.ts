import type { NoticeText } from '../../fluent/notice';

type Name =
  | 'givenName'
  | 'surname'
  | 'employeeId'
  | 'mailNickname'
  | 'proxyAddresses'
  | 'jobTitle'
  | 'department'
  | 'company'
  | 'office'
  | 'manager'
  | 'phone'
  | 'mobile'
  | 'fax'
  | 'street'
  | 'city'
  | 'region'
  | 'country'
  | 'usageLocation'
  | 'distinguishedName'
  | 'securityIdentifier'
  | 'userPrincipalName'
  | 'lastSync'
  | 'passwordChanged';

/** What synchronisation brings of a person. */
export interface ProfileStrings {
  readonly identity: string;
  readonly job: string;
  readonly contact: string;
  readonly names: Readonly<Record<Name, string>>;
  readonly extensionAttribute: (number: string) => string;
  readonly keptAway: {
    /** Of one value, or of several. */
    readonly notice: (count: number) => NoticeText;
    /** Before the link to whose it is. */
    readonly value: (property: 'userPrincipalName' | 'proxyAddresses', value: string, since: string) => string;
    readonly belongsTo: string;
    readonly administrator: (userName: string) => string;
    readonly nobody: string;
    readonly asking: string;
    readonly notKnown: string;
    readonly untilThen: (userName: string) => string;
    readonly open: string;
  };
}

export const profileEn: ProfileStrings = {
  identity: 'Identity',
  job: 'Job',
  contact: 'Contact',
  names: {
    givenName: 'First name',
    surname: 'Last name',
    employeeId: 'Employee ID',
    mailNickname: 'Mail nickname',
    proxyAddresses: 'Proxy addresses',
    jobTitle: 'Job title',
    department: 'Department',
    company: 'Company',
    office: 'Office',
    manager: 'Manager',
    phone: 'Business phone',
    mobile: 'Mobile phone',
    fax: 'Fax',
    street: 'Street address',
    city: 'City',
    region: 'State or province',
    country: 'Country or region',
    usageLocation: 'Usage location',
    distinguishedName: 'Distinguished name',
    securityIdentifier: 'Security identifier (SID)',
    userPrincipalName: 'User principal name there',
    lastSync: 'Last synchronized change',
    passwordChanged: 'Password last changed',
  },
  extensionAttribute: (number) => `Extension attribute ${number}`,
  keptAway: {
    notice: (count) => ({
      title: count === 1 ? 'A value is kept away, because somebody else has it' : `${count} values are kept away, because others have them`,
      next: 'Change one of the two in your directory. What is free then arrives by itself.',
    }),
    value: (property, value, since) => `${property === 'userPrincipalName' ? 'User name' : 'Address'} ${value}, since ${since}.`,
    belongsTo: 'It belongs to',
    administrator: (userName) => `It belongs to ${userName}, administrator of this tenant.`,
    nobody: 'Nobody has it any longer; it arrives at the next check.',
    asking: 'Looking for whose it is…',
    notKnown: 'Whose it is could not be found out right now.',
    untilThen: (userName) => `User name until then: ${userName}`,
    open: 'Open Duplicates',
  },
};
