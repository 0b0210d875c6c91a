import type { NoticeText } from '../../fluent/notice';
import type { Mistake } from '../graph/applications';

/** The programs that people sign in to. */
export interface ApplicationsStrings {
  readonly text: string;
  readonly none: NoticeText;
  readonly onlyGlobal: string;
  readonly back: string;
  readonly columns: Readonly<Record<'name' | 'id' | 'kind' | 'access', string>>;
  readonly kinds: Readonly<Record<'confidential' | 'public', string>>;
  readonly access: {
    readonly title: string;
    readonly everyone: string;
    readonly groups: string;
    readonly countOfGroups: (count: string, isOne: boolean) => string;
    readonly hint: string;
    readonly nobody: NoticeText;
  };
  readonly register: {
    readonly open: string;
    readonly kind: string;
    readonly choices: Readonly<Record<'confidential' | 'public', string>>;
    readonly kindHint: string;
    readonly submit: string;
    readonly failed: string;
  };
  readonly name: string;
  readonly nameHint: string;
  readonly redirects: string;
  readonly redirectsHint: string;
  readonly signOuts: string;
  readonly signOutsHint: string;
  readonly tellsGroups: string;
  readonly tellsGroupsHint: string;
  readonly essentials: string;
  readonly essentialsText: string;
  readonly clientId: string;
  readonly tenantId: string;
  readonly issuer: string;
  readonly discovery: string;
  readonly settings: string;
  readonly notSaved: string;
  readonly conflict: NoticeText;
  readonly mistakes: Readonly<Record<Mistake, (value: string) => string>>;
  readonly secrets: {
    readonly title: string;
    readonly text: string;
    readonly label: string;
    readonly none: NoticeText;
    readonly noneNeeded: string;
    readonly full: string;
    readonly columns: Readonly<Record<'name' | 'hint' | 'expires' | 'actions', string>>;
    readonly noName: string;
    readonly expired: string;
    readonly soon: string;
    readonly add: string;
    readonly addTitle: string;
    readonly description: string;
    readonly descriptionHint: string;
    readonly lifetime: string;
    readonly days: (count: string) => string;
    readonly submit: string;
    readonly notAdded: string;
    readonly added: NoticeText;
    readonly value: string;
    readonly until: (time: string) => string;
    readonly remove: string;
    readonly removeOf: (name: string) => string;
    readonly removeTitle: (name: string) => string;
    readonly removeText: string;
    readonly notRemoved: string;
  };
  readonly remove: {
    readonly title: string;
    readonly text: string;
    readonly open: string;
    readonly question: (name: string) => string;
    readonly means: readonly string[];
    readonly submit: string;
    readonly failed: string;
    readonly done: (name: string) => NoticeText;
  };
}

export const applicationsEn: ApplicationsStrings = {
  text: 'Programs that people sign in to with their account, by OpenID Connect.',
  none: {
    title: 'No application is registered yet',
    text: 'Register an intranet, a wiki or a ticket system, and people sign in to it on the page that they know from here, with the password that they have in your directory. The program never sees the password.',
  },
  onlyGlobal: 'Only a Global Administrator may register, change and delete applications.',
  back: 'All app registrations',
  columns: { name: 'Name', id: 'Application (client) ID', kind: 'Type', access: 'Who may sign in' },
  kinds: { confidential: 'Confidential', public: 'Public' },
  access: {
    title: 'Who may sign in?',
    everyone: 'Everyone',
    groups: 'Members of selected groups',
    countOfGroups: (count, isOne) => `Members of ${count} ${isOne ? 'group' : 'groups'}`,
    hint: 'Members of any of them may sign in, also those who are in them through other groups.',
    nobody: { title: 'No group is chosen', text: 'Nobody can sign in until there is one.' },
  },
  register: {
    open: 'New registration',
    kind: 'What kind of application is it?',
    choices: {
      confidential: 'A web application that keeps a secret on its server',
      public: 'A mobile, desktop or browser application, without a secret',
    },
    kindHint: 'It cannot be changed later.',
    submit: 'Register',
    failed: 'Nothing was registered',
  },
  name: 'Name',
  nameHint: 'People see it when they sign in.',
  redirects: 'Redirect URIs',
  redirectsHint: 'One a line, exactly as the application sends it: https, or http at localhost. People can sign in when there is one.',
  signOuts: 'Sign-out URIs',
  signOutsHint: 'Where people may be sent after signing out. One a line; there need not be any.',
  tellsGroups: 'Tell the application the person’s groups?',
  tellsGroupsHint: 'As the claim “groups” with the groups’ object IDs.',
  essentials: 'Essentials',
  essentialsText: 'What to configure in the application. Most need the discovery address and the client ID, and find the rest themselves.',
  clientId: 'Application (client) ID',
  tenantId: 'Directory (tenant) ID',
  issuer: 'Issuer',
  discovery: 'OpenID Connect discovery address',
  settings: 'Settings',
  notSaved: 'Nothing was saved',
  conflict: {
    title: 'Somebody else changed the application meanwhile',
    text: 'Nothing was saved.',
    next: 'Load their settings, and make your change again.',
  },
  mistakes: {
    name: () => 'A name has 1 to 120 characters.',
    address: (value) => `${value} cannot be used. An address is whole, begins with https:// (or http:// at localhost, 127.0.0.1 or [::1]) and has no # and no wildcard.`,
    tooManyAddresses: () => 'There can be 20 addresses.',
    groupGone: () => 'One of the chosen groups is gone. Remove it from the list.',
    tooManyGroups: () => 'There can be 50 groups.',
    tooManyApplications: () => 'There can be 200 applications. Delete one that is not used.',
    tooManySecrets: () => 'There are two secrets that work already. Remove one first.',
    lifetime: () => 'A secret works for a day at least, and two years at most. Is the clock of this computer right?',
  },
  secrets: {
    title: 'Certificates & secrets',
    text: 'With a client secret the application proves that it is itself. There can be two, so that one can be changed without a stop: add the new one, configure it, remove the old one.',
    label: 'Client secrets',
    none: { title: 'There is no client secret', text: 'The application cannot sign anybody in until it has one.' },
    noneNeeded: 'A public application has no secret. It must use PKCE.',
    full: 'There are two secrets that work. Remove one before you add another.',
    columns: { name: 'Description', hint: 'Begins with', expires: 'Expires', actions: 'Actions' },
    noName: 'Without a description',
    expired: 'Expired',
    soon: 'Expires soon',
    add: 'New client secret',
    addTitle: 'Add a client secret',
    description: 'Description',
    descriptionHint: 'For example where it is used.',
    lifetime: 'Expires after',
    days: (count) => `${count} days`,
    submit: 'Add',
    notAdded: 'No secret was added',
    added: {
      title: 'The secret has been added',
      text: 'Copy it now: it is not shown again.',
      next: 'Put it into the application’s configuration, and keep it nowhere else.',
    },
    value: 'Client secret',
    until: (time) => `It works until ${time}. Add another before that.`,
    remove: 'Remove',
    removeOf: (name) => `Remove ${name}`,
    removeTitle: (name) => `Remove the secret ${name}?`,
    removeText: 'An application that still uses it can sign nobody in any more. It cannot be undone.',
    notRemoved: 'The secret was not removed',
  },
  remove: {
    title: 'Delete',
    text: 'When the application is no longer used.',
    open: 'Delete the registration',
    question: (name) => `Delete ${name}?`,
    means: [
      'Nobody can sign in to it from here any more.',
      'Its secrets, and all tokens that it holds, end at once.',
      'People who are signed in to it may stay so until its own session ends.',
      'It cannot be undone: a new registration gets another client ID.',
    ],
    submit: 'Delete',
    failed: 'It was not deleted',
    done: (name) => ({ title: `${name} has been deleted`, text: 'Nobody can sign in to it from here any more.' }),
  },
};
