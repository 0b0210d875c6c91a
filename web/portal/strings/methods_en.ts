import type { NoticeText } from '../../fluent/notice';
import type { FilledIn } from '../graph/methods';

/** How a person can prove who they are, on the person's page. */
export interface MethodsStrings {
  readonly title: string;
  readonly text: string;
  readonly fromDirectory: string;
  readonly bySelf: (time: string) => string;
  readonly byAdministrator: (time: string) => string;
  readonly locked: string;
  readonly add: string;
  readonly addTo: (name: string) => string;
  readonly adding: string;
  readonly notAdded: string;
  readonly verifyFirst: NoticeText;
  readonly kind: string;
  readonly fields: Readonly<Record<FilledIn, { readonly label: string; readonly hint: string; readonly wrong: string }>>;
  readonly remove: string;
  readonly removeOf: (kind: string, what: string | null) => string;
  readonly removing: string;
  readonly notRemoved: string;
  readonly question: (name: string) => string;
  readonly questionText: string;
}

export const methodsEn: MethodsStrings = {
  title: 'Authentication methods',
  text: 'What the person can prove who they are with on the reset page, as far as the policy allows it.',
  fromDirectory: 'From the directory',
  bySelf: (time) => `Registered by the person, ${time}`,
  byAdministrator: (time) => `Added by an administrator, ${time}`,
  locked: 'Locked: “this was not me”',
  add: 'Add method',
  addTo: (name) => `Add a method for ${name}`,
  adding: 'Adding the method…',
  notAdded: 'The method was not added',
  verifyFirst: {
    title: 'Make sure that it is the person’s own',
    text: 'Whoever reads what is sent there can pass as this person in one verification step. It works at once, goes before what the directory has, and the person is told by mail.',
  },
  kind: 'Method',
  fields: {
    email: {
      label: 'Email address',
      hint: 'Not the work mailbox: whoever is locked out cannot read it.',
      wrong: 'Enter one email address that is not the person’s own work mailbox.',
    },
    mobilePhone: {
      label: 'Mobile phone number',
      hint: 'With the country code, such as +45 12 34 56 78.',
      wrong: 'Enter the whole number, with the country code.',
    },
  },
  remove: 'Remove',
  removeOf: (kind, what) => (what === null ? `Remove ${kind}` : `Remove ${kind}, ${what}`),
  removing: 'Removing the method…',
  notRemoved: 'The method was not removed',
  question: (name) => `Remove this method of ${name}?`,
  questionText: 'It stops working at once. The person is told by mail.',
};
