import type { NoticeText } from '../../fluent/notice';
import type { Explanation, SyncOrder, SyncRun, SyncState, ThresholdType, Why } from '../graph/synchronization';

/** The texts of the pages about synchronisation. */
export interface SynchronizationStrings {
  readonly text: string;
  readonly now: string;
  readonly full: string;
  readonly ordered: Readonly<Record<'run' | 'fullRun' | 'allowRemovals', NoticeText>>;
  readonly onlyGlobal: string;
  readonly who: string;
  readonly nobody: NoticeText;
  readonly agentOf: (name: string) => string;
  readonly states: Readonly<Record<SyncState, string>>;
  readonly silent: (since: string) => NoticeText;
  readonly failed: (message: string) => NoticeText;
  readonly blind: NoticeText;
  readonly facts: Readonly<
    Record<'state' | 'server' | 'people' | 'groups' | 'units' | 'lastChange' | 'full' | 'disputed' | 'refused', string>
  >;
  readonly never: string;
  readonly held: {
    readonly title: (count: string, people: string) => string;
    readonly text: (threshold: string, since: string) => string;
    readonly next: string;
    readonly some: string;
    readonly allow: string;
    readonly question: (count: string) => string;
    readonly questionText: string;
    readonly type: (count: string) => string;
    readonly mismatch: string;
  };
  readonly orders: {
    readonly title: string;
    readonly names: Readonly<Record<SyncOrder['order'], string>>;
    readonly states: Readonly<Record<SyncOrder['state'], string>>;
    readonly line: (order: string, by: string, at: string, state: string) => string;
  };
  readonly runs: {
    readonly title: string;
    readonly none: string;
    readonly columns: Readonly<Record<'when' | 'what' | 'result' | 'changes', string>>;
    readonly kinds: Readonly<Record<SyncRun['kind'], string>>;
    readonly results: Readonly<Record<SyncRun['result'], string>>;
    readonly changes: (counts: Readonly<Record<'created' | 'updated' | 'removed' | 'held' | 'refused', string>>) => string;
    readonly nothing: string;
    readonly refusals: (count: string) => string;
    readonly by: (agent: string) => string;
  };
  readonly tasks: Readonly<Record<'conflicts' | 'explain' | 'settings' | 'deleted', { readonly title: string; readonly text: string }>>;
  readonly conflicts: {
    readonly text: string;
    readonly none: string;
    readonly columns: Readonly<Record<'person' | 'value' | 'other' | 'since', string>>;
    readonly properties: Readonly<Record<string, string>>;
    readonly administrator: string;
    readonly next: string;
    readonly shown: (shown: string) => string;
  };
  readonly explain: {
    readonly text: string;
    readonly find: string;
    readonly hint: string;
    readonly ask: string;
    readonly asking: string;
    readonly missing: string;
    readonly notFound: NoticeText;
    readonly several: NoticeText;
    readonly inTenant: string;
    readonly notInTenant: string;
    readonly open: string;
    readonly why: Readonly<Record<Why, NoticeText>>;
    readonly unknownWhy: NoticeText;
    readonly involved: string;
    readonly facts: Readonly<Record<'object' | 'domain' | 'anchor' | 'exported' | 'would' | 'refusal', string>>;
    readonly exported: Readonly<Record<Explanation['exported'], string>>;
    readonly would: Readonly<Record<Explanation['wouldDo'], string>>;
    readonly changes: string;
    readonly columns: Readonly<Record<'attribute' | 'from' | 'to', string>>;
    readonly empty: string;
  };
  readonly settings: {
    readonly text: string;
    readonly threshold: string;
    readonly thresholdHint: string;
    readonly types: Readonly<Record<ThresholdType, string>>;
    readonly count: string;
    readonly percent: string;
    readonly wrongCount: string;
    readonly wrongPercent: string;
    readonly off: NoticeText;
    readonly matching: string;
    readonly soft: string;
    readonly softHint: string;
    readonly takeover: string;
    readonly takeoverHint: string;
    readonly save: string;
    readonly saved: NoticeText;
  };
}

export const synchronizationEn: SynchronizationStrings = {
  text: 'The tenant follows your own directory: what changes there is here about a second later.',
  now: 'Synchronize now',
  full: 'Full run',
  ordered: {
    run: { title: 'A run has been asked for', text: 'What it changes stands below when it is done.' },
    fullRun: { title: 'A full run has been asked for', text: 'Everything is read and compared again. It changes nothing that is right.' },
    allowRemovals: { title: 'The removals are allowed', text: 'The agent carries them out now. Deleted users stay for 30 days.' },
  },
  onlyGlobal: 'Only a Global Administrator can change anything here.',
  who: 'Who synchronizes',
  nobody: {
    title: 'Nobody synchronizes yet',
    text: 'No agent has told how it goes.',
    next: 'Install an agent beside your domain controllers, and run its wizard (tilbage-connect wizard).',
  },
  agentOf: (name) => `Agent ${name}`,
  states: {
    starting: 'Starting',
    importing: 'Reading the directory',
    exporting: 'Telling the tenant',
    idle: 'Waiting for changes',
    standby: 'Ready to take over from another agent',
    staging: 'Staging mode: reads and compares, changes nothing',
    waiting_for_approval: 'Removals wait for your decision',
    failed: 'Does not work',
  },
  silent: (since) => ({
    title: 'The agent is silent',
    text: `It was last heard from ${since}.`,
    next: 'See that its service runs, and that it reaches this server.',
  }),
  failed: (message) => ({ title: 'The synchronization does not work right now', text: message, next: 'It tries again by itself.' }),
  blind: {
    title: 'Deletions are noticed late',
    text: 'The agent’s account may not read the container of deleted objects, so everything is compared every few minutes instead.',
    next: 'The wizard tests this right and prints the command that grants it (tilbage-connect wizard).',
  },
  facts: {
    state: 'State',
    server: 'Domain controller',
    people: 'People in the directory',
    groups: 'Security groups',
    units: 'Organizational units',
    lastChange: 'Last change',
    full: 'Last full run',
    disputed: 'Disputed source anchors',
    refused: 'Refused by the tenant',
  },
  never: 'Never yet',
  held: {
    title: (count, people) => `${count} of ${people} people would be removed`,
    text: (threshold, since) => `More than ${threshold} in 24 hours are not removed without a yes. They have been waiting since ${since}; everything else goes on.`,
    next: 'If this is a mistake (a wrong filter, a moved unit), put it right: who comes back waits no longer.',
    some: 'Some of them',
    allow: 'Allow these removals',
    question: (count) => `Remove ${count} people?`,
    questionText: 'They can no longer reset their password here. They stay under Deleted users for 30 days and come back with the same id when the directory has them again.',
    type: (count) => `Type ${count} to confirm`,
    mismatch: 'That is not the number.',
  },
  orders: {
    title: 'Asked for',
    names: { run: 'Synchronize now', full: 'Full run', allow_removals: 'Allow removals' },
    states: { waiting: 'waiting for the agent', done: 'taken up', failed: 'failed', expired: 'no agent answered' },
    line: (order, by, at, state) => `${order}: ${by}, ${at}; ${state}`,
  },
  runs: {
    title: 'Last runs',
    none: 'Nothing has changed in the last seven days.',
    columns: { when: 'When', what: 'Kind', result: 'Result', changes: 'Changes' },
    kinds: { full: 'Full', delta: 'Changes' },
    results: { done: 'Done', failed: 'Failed', removals_held: 'Removals wait' },
    changes: ({ created, updated, removed, held, refused }) =>
      [
        created !== '0' && `${created} created`,
        updated !== '0' && `${updated} changed`,
        removed !== '0' && `${removed} removed`,
        held !== '0' && `${held} waiting`,
        refused !== '0' && `${refused} refused`,
      ]
        .filter(Boolean)
        .join(', '),
    nothing: 'None',
    refusals: (count) => `Refused (${count})`,
    by: (agent) => `By ${agent}`,
  },
  tasks: {
    conflicts: { title: 'Duplicates', text: 'User names and addresses that two people should have.' },
    explain: { title: 'Why is somebody not here?', text: 'Look a person up in the directory itself.' },
    settings: { title: 'Settings', text: 'Accidental deletions, and who may become whom.' },
    deleted: { title: 'Deleted users', text: 'Who was removed less than 30 days ago.' },
  },
  conflicts: {
    text: 'A value that somebody else has already is kept away from the newcomer. It arrives by itself when it is free.',
    none: 'No two people are to have the same user name or address.',
    columns: { person: 'Person', value: 'Should have', other: 'Is had by', since: 'Since' },
    properties: { userPrincipalName: 'User name', proxyAddresses: 'Address' },
    administrator: 'administrator of this tenant',
    next: 'Change one of the two in your directory.',
    shown: (shown) => `${shown} shown`,
  },
  explain: {
    text: 'The agent looks in the directory and says why somebody is synchronized or not, and what would happen now.',
    find: 'Account name, user name or mail address',
    hint: 'For example anna or anna@example.org',
    ask: 'Look',
    asking: 'The agent is looking…',
    missing: 'Say whom to look for.',
    notFound: {
      title: 'The directory has nobody of that name',
      text: 'Or the agent’s account may not see the object.',
      next: 'Check the spelling; look for the object in Active Directory.',
    },
    several: { title: 'Several have that name', next: 'Say the whole user name, with what stands behind the @.' },
    inTenant: 'This person is synchronized',
    notInTenant: 'This person is not in the tenant',
    open: 'Open the person',
    why: {
      in_scope: { title: 'The person is in scope' },
      not_found: { title: 'The directory has nobody of that name' },
      outside_units: { title: 'The person stands outside of the chosen units', next: 'Choose their unit under Domain and OU filtering in the wizard, or move the person.' },
      excluded_unit: { title: 'The person’s unit is excluded', next: 'Change Domain and OU filtering in the wizard, or move the person.' },
      new_unit_not_included: { title: 'The person’s unit is new, and new units are not included', next: 'Choose the unit under Domain and OU filtering in the wizard.' },
      not_in_pilot_group: { title: 'The person is not in the pilot group', next: 'Add them to the group, or end the pilot in the wizard.' },
      critical_system_object: { title: 'The account belongs to the domain itself', text: 'Built-in accounts are never synchronized.' },
      no_account_name: { title: 'The object has no account name (sAMAccountName)' },
      built_in_account: { title: 'The account belongs to a service', text: 'Such accounts are never synchronized.' },
      system_mailbox: { title: 'The account is a mailbox of the mail system’s own', text: 'Such accounts are never synchronized.' },
      replication_conflict: { title: 'The object was left by a replication conflict', next: 'Clean it up in Active Directory.' },
      not_a_person: { title: 'The object is neither a person nor a security group' },
      anchor_disputed: {
        title: 'Several objects have the same source anchor',
        text: 'As long as that is so, none of them is this person.',
        next: 'Give each an mS-DS-ConsistencyGuid of its own, or clear it.',
      },
      deleted: { title: 'The object is deleted in the directory' },
    },
    unknownWhy: { title: 'The agent gives a reason that this page does not know', next: 'Update the tenant.' },
    involved: 'It is about',
    facts: { object: 'Object', domain: 'Domain', anchor: 'Source anchor', exported: 'In the tenant', would: 'Next run', refusal: 'The tenant said' },
    exported: {
      yes: 'Yes, as in the directory',
      no: 'No',
      pending: 'Changes are on their way',
      refused: 'Refused; it is tried again',
      held: 'To be removed, waits for a decision',
    },
    would: { nothing: 'Changes nothing', create: 'Creates the person', update: 'Changes the person', remove: 'Removes the person' },
    changes: 'What would change',
    columns: { attribute: 'Attribute', from: 'In the tenant', to: 'In the directory' },
    empty: 'nothing',
  },
  settings: {
    text: 'They hold for all agents of this tenant.',
    threshold: 'Prevent accidental deletions',
    thresholdHint: 'Counted over 24 hours. What is above waits for a Global Administrator; everything else goes on.',
    types: {
      enabledForCount: 'Above a number of people',
      enabledForPercentage: 'Above a percentage of the people',
      disabled: 'Do not prevent',
    },
    count: 'People',
    percent: 'Per cent',
    wrongCount: 'A whole number from 0 to 1,000,000.',
    wrongPercent: 'A whole number from 0 to 100.',
    off: {
      title: 'A mistake in a filter then removes everybody at once',
      text: 'They stay under Deleted users for 30 days.',
    },
    matching: 'Matching',
    soft: 'Block soft matching',
    softHint: 'Somebody from the directory is not matched with a person of the tenant’s own by user name or mail address.',
    takeover: 'Block takeover by hard matching',
    takeoverHint: 'Somebody from the directory does not take over a person of the tenant’s own who has the same source anchor.',
    save: 'Save',
    saved: { title: 'Saved', text: 'The agents follow it within ten seconds.' },
  },
};
