import type { Formats } from '../../shared/format';
import type { NoticeText } from '../../fluent/notice';
import type { JsonObject } from '../../shared/decode';

const AGAIN = 'Try again. If it happens again, look in the wizard’s terminal.';

const say = (details: JsonObject, name: string): string => {
  const value = details[name];
  return typeof value === 'string' ? value : '';
};
const list = (details: JsonObject, name: string): string => {
  const value = details[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string').join('; ') : '';
};

/** The texts of the wizard; `da` has the same shape. */
export const en = {
  product: 'Tilbage – configuration wizard',
  steps: 'Steps',
  stepOf: (step: number, of: number) => `Step ${step} of ${of}`,
  loading: 'Loading…',
  working: 'Working…',
  next: 'Next',
  previous: 'Previous',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  exit: 'Exit',
  yes: 'Yes',
  no: 'No',
  none: 'None',
  notYet: 'Not yet',
  inDetail: 'In detail:',
  pages: {
    welcome: 'Welcome',
    tasks: 'Additional tasks',
    cloud: 'Connect to the cloud',
    directories: 'Connect directories',
    filtering: 'Domain and OU filtering',
    features: 'Optional features',
    ready: 'Ready to configure',
    complete: 'Configuration complete',
    view: 'View or export current configuration',
    staging: 'Configure staging mode',
    'sign-in': 'Change user sign-in',
    agents: 'Manage agents',
    troubleshoot: 'Troubleshoot',
    schema: 'Refresh directory schema',
  },
  facts: {
    heading: 'Configured now',
    nothing: 'This agent is not configured yet.',
    host: 'This machine',
    tenant: 'Tenant',
    directory: 'Directory',
    account: 'Connector account',
    scope: 'Domains and OUs',
    scopeAll: 'All',
    pilot: 'Pilot group',
    scopeSelected: (f: Formats, included: number, excluded: number) =>
      excluded === 0 ? `${f.number(included)} selected` : `${f.number(included)} selected, ${f.number(excluded)} left out`,
    writeback: 'Password writeback',
    on: 'On',
    off: 'Off',
    staging: 'Staging mode',
    agent: 'The agent',
    connected: 'Running and connected',
    running: 'Running, but not connected to the tenant',
    stopped: 'Not running',
    people: 'People imported',
    lastImport: (f: Formats, at: number) => `last ${[f.otherDay(at), f.clock(at)].filter(Boolean).join(', ')}`,
  },
  welcome: {
    intro: 'This wizard connects your Active Directory with the tenant, and enables password writeback.',
    configure: 'Configure',
    unchanged: 'Nothing changes until you press Configure on the last page. Until then the old configuration serves.',
  },
  tasks: {
    intro: 'What do you want to do?',
    choices: {
      view: { label: 'View or export current configuration', hint: 'See what is set, and save it as a file.' },
      customize: {
        label: 'Customize synchronization options',
        hint: 'Directory, domains and OUs, and features such as password writeback.',
      },
      schema: { label: 'Refresh directory schema', hint: 'Read the directory’s attributes and abilities again.' },
      staging: { label: 'Configure staging mode', hint: 'Let this agent read and compare without writing.' },
      'sign-in': { label: 'Change user sign-in', hint: 'How the people of each domain sign in.' },
      agents: { label: 'Manage agents', hint: 'See all agents of this tenant, and remove those that are gone.' },
      troubleshoot: { label: 'Troubleshoot', hint: 'Test the configuration, the tenant, the directory and the agent.' },
    },
  },
  cloud: {
    intro: 'Sign in as a Global Administrator of the tenant. The tenant’s own page asks for your password; the wizard never sees it.',
    address: 'Address of the tenant',
    addressHint: 'For example https://tilbage.example.org',
    addressMissing: 'Enter the address of the tenant.',
    change: 'Change address',
    ca: 'Certificate authority of the tenant (PEM)',
    caHint: 'Only when this machine does not trust the tenant’s certificate by itself.',
    signIn: 'Sign in',
    again: 'Sign in as somebody else',
    useCode: 'Use a code on another device',
    code: {
      title: 'Sign in on another device',
      text: 'On any device with a browser, open this address and enter the code:',
      address: 'Address',
      code: 'Code',
      waiting: (left: string) => `Waiting for the sign-in; the code works for ${left}.`,
      expired: 'The code has expired. Get a new one.',
    },
    signedIn: (who: string, tenant: string) => `Signed in as ${who} at ${tenant}`,
    signOut: 'Sign out',
    needed: { title: 'You have not signed in', text: 'Press Sign in first.' },
  },
  directories: {
    intro:
      'The directories whose people are synchronized and whose passwords are written back. Each domain is a directory of its own.',
    table: 'Directories',
    forest: 'Forest',
    servers: 'Servers',
    account: 'Connector account',
    created: 'created by the wizard',
    add: 'Add directory',
    actions: 'Actions',
    change: 'Change',
    changeOf: (forest: string) => `Change ${forest}`,
    remove: 'Remove',
    removeOf: (forest: string) => `Remove ${forest}`,
    firstLast: 'The first directory can be changed. It can be removed when it is the only one.',
    removal: {
      question: (forest: string) => `Remove ${forest}?`,
      looking: 'Looking whom that removes…',
      first: 'Nobody of this directory is synchronized yet, so nobody is removed.',
      nobody: 'Nobody is removed with it.',
      some: 'Nothing is changed in the directory itself, and nobody’s password.',
      agent_stopped:
        'Its people are removed from the tenant. How many they are can only be told while the agent runs. When they are more than may go within 24 hours, all of them wait until a Global Administrator allows it.',
      agent_busy:
        'Its people are removed from the tenant. How many they are cannot be told just now. When they are more than may go within 24 hours, all of them wait until a Global Administrator allows it.',
      later: 'Nothing happens before you press Configure on the last page.',
    },
    empty: 'No directory has been added yet.',
    needed: { title: 'There is no directory yet', text: 'Press Add directory first.' },
    dialog: {
      title: 'Add directory',
      changeTitle: (forest: string) => `Change ${forest}`,
      forest: 'Forest',
      forestHint: 'The forest’s DNS name, for example ex1.test',
      forestMissing: 'Enter the name of the forest.',
      find: 'Find servers',
      found: (f: Formats, servers: number) => (servers === 1 ? '1 server found' : `${f.number(servers)} servers found`),
      servers: 'Servers',
      serversHint: 'One on each line. Leave it empty to have them found by DNS.',
      ca: 'Certificate authority of the domain controllers (PEM)',
      caHint: 'Only when this machine does not trust their certificates by itself.',
      kind: 'Connector account',
      existing: 'Use an existing account',
      existingHint: 'An ordinary account with the rights that are needed. Administrators of the domain are refused.',
      keytab: 'Use an existing account with a Kerberos keytab',
      keytabHint:
        'Its file lies on this machine, readable by its owner alone; the agent keeps a copy. Servers go by their names then, and may be ldap:// as well.',
      create: 'Create a new account',
      createHint:
        'The wizard creates an account with just the rights that are needed, on the domains and OUs that are chosen at this moment: all of them, until you have chosen on the next page. To narrow it, choose first and come back.',
      name: 'Account name',
      nameHint: 'For example svc-tilbage@ex1.test',
      principal: 'Principal',
      password: 'Password',
      keytabFile: 'Path of the keytab file',
      administrator: 'Administrator’s account',
      administratorHint: 'A domain administrator, for example Administrator@ex1.test. Used once, never stored.',
      administratorPassword: 'Administrator’s password',
      newName: 'Name of the new account',
      newNameHint: 'Leave it empty for svc-tilbage.',
      missing: 'This has to be filled in.',
      submit: 'Connect',
      busy: 'Connecting to the directory…',
    },
  },
  rights: {
    heading: 'Rights of the connector account',
    headingOf: (forest: string) => `Rights of the connector account in ${forest}`,
    test: 'Test the rights',
    again: 'Test again',
    running: 'Testing each right on the chosen domains and OUs…',
    progress: (f: Formats, checked: number, total: number) => `${f.number(checked)} of ${f.number(total)} tested`,
    good: { title: 'All rights are there', text: 'The account may do everything that is needed on the chosen domains and OUs.' },
    missing: (f: Formats, required: number): NoticeText => ({
      title: required === 1 ? 'A needed right is missing' : `${f.number(required)} needed rights are missing`,
      text: 'Run the command on a domain controller or with the domain’s administration tools, then test again.',
      next: 'You can configure without it, but the passwords of the people named here cannot be written back.',
    }),
    recommended: {
      title: 'All needed rights are there, and a recommended one is missing',
      text: 'Writeback works without it. See below what it is for.',
    },
    failed: 'The rights could not be tested',
    notNamed: (f: Formats, people: number) =>
      people === 1 ? 'One more person lacks a right of their own.' : `${f.number(people)} more people lack rights of their own.`,
    protectedPeople: (f: Formats, people: number) =>
      people === 1
        ? '1 person in scope is an administrator of the domain: protected, and never written to.'
        : `${f.number(people)} people in scope are administrators of the domain: protected, and never written to.`,
    needed: { required: 'Needed', recommended: 'Recommended' },
    names: {
      reset_password: 'Reset Password',
      change_password: 'Change Password',
      write_lockout_time: 'Write lockoutTime',
      write_pwd_last_set: 'Write pwdLastSet',
      read_password_settings: 'Read password settings',
      dirsync: 'Replicating Directory Changes',
      read_deleted_objects: 'Read deleted objects',
    } as Readonly<Record<string, string>>,
    why: {
      reset_password: 'sets a new password',
      change_password: 'changes a password whose old one is known',
      write_lockout_time: 'unlocks accounts',
      write_pwd_last_set: 'asks for a change at the next sign-in',
      read_password_settings: 'tells people which rules their password has to follow',
      dirsync: 'reads what has changed in the directory',
      read_deleted_objects: 'notices who has been deleted',
    } as Readonly<Record<string, string>>,
    on: 'On',
    people: (f: Formats, people: number) => (people === 1 ? '1 person cannot be served' : `${f.number(people)} people cannot be served`),
    inheritanceDisabled: 'Inheritance is disabled on this object, so a right further up does not reach it.',
    sambaTool: 'Command for samba-tool',
    dsacls: 'Command for PowerShell (dsacls)',
  },
  filtering: {
    intro: 'Only people in the chosen domains and OUs are synchronized, and only their passwords are written back.',
    directories: 'Directories',
    mode: 'What is synchronized',
    all: 'Sync all domains and OUs',
    selected: 'Sync selected domains and OUs',
    search: 'Search for a domain or an OU',
    tree: 'Domains and OUs',
    people: (f: Formats, people: number) => (people === 1 ? '1 person' : `${f.number(people)} people`),
    found: (f: Formats, found: number) => (found === 0 ? 'Nothing found' : `${f.number(found)} found`),
    more: 'There are more. Search for the one you need.',
    newUnits: 'Include new OUs',
    newUnitsHint: 'An OU that is created later below a chosen one is synchronized too.',
    pilot: {
      label: 'Synchronize only the members of one group (pilot)',
      hint: 'Of the people in the chosen domains and OUs only those in the group, directly or through other groups.',
      search: 'Search for a group',
      results: 'Groups found',
      more: 'There are more: type more of the name.',
      chosen: 'Pilot group',
      remove: 'Remove',
      removeOf: (name: string) => `Remove ${name}`,
      empty: { title: 'No group is chosen', text: 'Search for the pilot’s group and choose it, or clear the box.' },
    },
    change: {
      nobody: 'Nobody is added and nobody is removed.',
      added: (f: Formats, people: number) => (people === 1 ? '1 person is added:' : `${f.number(people)} people are added:`),
      removed: (f: Formats, people: number) =>
        people === 1 ? '1 person is removed from the tenant' : `${f.number(people)} people are removed from the tenant`,
      removedText: 'Who is removed can neither sign in to the tenant nor reset a password there. Who is in scope again within 30 days is there again as before.',
      names: (f: Formats, names: readonly string[], more: number) =>
        more > 0 ? `${names.join(', ')} and ${f.number(more)} more` : names.join(', '),
      wait: (f: Formats, limit: number, elsewhere: number) =>
        `${elsewhere === 0 ? 'That' : `With the ${elsewhere === 1 ? 'one person' : `${f.number(elsewhere)} people`} whom your choices for the other directories remove, that`} is more than the ${f.number(limit)} removals that go through within 24 hours: all of them stop and wait until a Global Administrator allows them in the portal, under Directory, Synchronization.`,
      goThrough: (f: Formats, limit: number) =>
        `They go as soon as the configuration is in use: only more than ${f.number(limit)} removals within 24 hours stop and wait for a Global Administrator.`,
      noGuard: 'They go as soon as the configuration is in use: the tenant has switched off the protection against accidental removals.',
      agent_stopped: 'Who is added and who is removed can only be told while the agent runs.',
      agent_busy: 'The agent is busy: who is added and who is removed cannot be told just now.',
    },
    countAgain: 'Count again',
    counting: 'Counting people…',
    counts: (f: Formats, inside: number, outside: number) =>
      `${inside === 1 ? '1 person is' : `${f.number(inside)} people are`} in, ${f.number(outside)} ${outside === 1 ? 'is' : 'are'} out.`,
    empty: { title: 'Nothing is chosen', text: 'Choose at least one domain or OU, or synchronize all of them.' },
  },
  features: {
    intro: 'What this agent does beside synchronizing people.',
    writeback: 'Password writeback',
    writebackHint:
      'Passwords that people or administrators reset in the tenant are written to your directory at once. It also has to be allowed in the portal, on Password reset, On-premises integration.',
  },
  ready: {
    intro: 'When you press Configure, this is done:',
    nothing: { title: 'Nothing to do', text: 'Everything is already as you have chosen.' },
    start: 'Start the synchronization when configuration completes',
    staging: 'Staging mode: read and compare, but send and write nothing',
    configure: 'Configure',
    action: (action: string, details: JsonObject): string => {
      switch (action) {
        case 'register_agent':
          return `Register this agent at ${say(details, 'tenantUrl')} as “${say(details, 'agentName')}”`;
        case 'create_keys':
          return 'Create the agent’s keys';
        case 'set_tenant':
          return `Connect to ${say(details, 'url')}`;
        case 'set_agent':
          return `Name the agent “${say(details, 'name')}”`;
        case 'set_directory':
          return `Connect to the directory ${say(details, 'forest')} (${list(details, 'servers')}) as ${say(details, 'account')}`;
        case 'set_directory_credentials':
          return `Store new credentials of ${say(details, 'account')}`;
        case 'set_scope':
          return [
            say(details, 'forest') === '' ? '' : `${say(details, 'forest')}: `,
            details['mode'] === 'all' ? 'Sync all domains and OUs' : `Sync ${list(details, 'include')}`,
            list(details, 'exclude') === '' ? '' : `, but not ${list(details, 'exclude')}`,
            say(details, 'pilotGroup') === '' ? '' : `; of the people only members of ${say(details, 'pilotGroup')}`,
          ].join('');
        case 'remove_directory':
          return `Leave the directory ${say(details, 'forest')}: its people are removed from the tenant, as far as the protection against accidental removals lets them go`;
        case 'enable_writeback':
          return 'Enable password writeback';
        case 'disable_writeback':
          return 'Disable password writeback';
        case 'set_staging':
          return details['staging'] === true ? 'Enable staging mode' : 'Disable staging mode';
        case 'set_synchronization':
          return details['start'] === true ? 'Start the synchronization' : 'Stop the synchronization';
        case 'set_options':
          return `Change ${list(details, 'keys')}`;
        case 'start_agent':
          return 'Start the agent';
        case 'first_import':
          return 'Import the people of the directories';
        default:
          return action;
      }
    },
  },
  run: {
    heading: 'Configuring',
    progress: (f: Formats, done: number, of: number) => `${f.number(done)} of ${f.number(of)} steps are done`,
    stay: 'You can close this page: the configuration goes on, and the page finds it again.',
    steps: {
      check_machine: 'Check this machine',
      register_agent: 'Register the agent',
      create_keys: 'Create the keys',
      write_configuration: 'Write the configuration',
      start_agent: 'Start the agent',
      take_up_configuration: 'Take the new configuration into use',
      onboard_writeback: 'Onboard password writeback',
      first_import: 'First import',
    } as Readonly<Record<string, string>>,
    states: { waiting: 'Waiting', running: 'In progress', done: 'Done', failed: 'Failed', undone: 'Undone' },
    people: (f: Formats, people: number) => `${f.number(people)} people`,
    failed: (step: string): NoticeText => ({
      title: `“${step}” failed`,
      text: 'The old configuration still serves where the new one is not whole.',
    }),
    retry: 'Retry',
    rollBack: 'Roll back',
    rolledBack: { title: 'Everything was rolled back', text: 'The configuration is as it was before. Change what is needed, and configure again.' },
  },
  complete: {
    intro: 'The agent works with its new configuration.',
    noPeople: { title: 'No people have been imported yet', text: 'The synchronization has not been started, or it is still running.' },
    notConnected: { title: 'The agent is not connected to the tenant', text: 'It keeps trying. Choose Troubleshoot in this wizard if it does not connect.' },
    staging: { title: 'Staging mode is on', text: 'This agent sends nothing to the tenant and writes no passwords.' },
    portal: {
      title: 'One thing is left to do in the portal',
      text: 'Allow writeback under Directory, Password reset, On-premises integration.',
    },
    rights: (f: Formats, missing: number): NoticeText => ({
      title: missing === 1 ? 'The connector account lacks a needed right' : `The connector account lacks ${f.number(missing)} needed rights`,
      text: 'The passwords of some people cannot be written back. See Connect directories.',
    }),
  },
  ended: {
    title: 'The wizard has ended',
    text: 'You can close this tab.',
    again: 'To open it again, run this on the machine:',
  },
  lost: {
    forbidden: {
      title: 'The wizard does not know this tab any more',
      text: 'It has ended, or it was started again since.',
      next: 'Run tilbage-connect wizard on the machine, and open the address it prints.',
    },
    no_connection: {
      title: 'There is no connection to the wizard',
      text: 'It ends after 30 minutes without use, or the SSH tunnel has closed.',
      next: 'Run tilbage-connect wizard on the machine, and open the address it prints.',
    },
  },
  view: {
    intro: 'This is the file that tilbage-connect apply takes, here or on another machine. It holds no passwords.',
    file: 'Configuration file',
    copy: 'Copy',
    copied: 'Copied',
    save: 'Save as file',
  },
  staging: {
    intro:
      'In staging mode this agent reads the directory and compares, but sends nothing to the tenant and writes no passwords. Use it to prepare a second machine.',
    now: (on: boolean): string => (on ? 'Staging mode is on.' : 'Staging mode is off.'),
    enable: 'Enable staging mode',
  },
  signIn: {
    intro: 'How the people of each domain sign in to the cloud.',
    table: 'Domains',
    domain: 'Domain',
    type: 'Sign-in',
    typeOf: (domain: string) => `Sign-in for ${domain}`,
    types: {
      none: 'Do not configure',
      passwordHashSync: 'Password hash synchronization',
      passThrough: 'Pass-through authentication',
      federated: 'Federation',
    },
    save: 'Save',
    saved: 'Saved.',
    empty: 'The tenant has no domains.',
  },
  agents: {
    intro: 'The agents of this tenant.',
    table: 'Agents',
    name: 'Name',
    host: 'Machine',
    version: 'Version',
    state: 'State',
    connected: 'Connected',
    disconnected: 'Not connected',
    thisOne: 'this agent',
    remove: 'Remove',
    removeOf: (name: string) => `Remove ${name}`,
    question: (name: string) => `Remove ${name}?`,
    consequence: 'Its access ends at once. It writes no more passwords until it is configured again.',
    removed: (name: string) => `${name} has been removed.`,
    empty: 'The tenant has no agents.',
  },
  troubleshoot: {
    intro: 'Tests the configuration, the tenant, the directory and the agent as they are now.',
    run: 'Test everything',
    again: 'Test again',
    good: { title: 'No problems found', text: 'Configuration, tenant, directory and agent are in order.' },
    subjects: {
      configuration: 'Configuration',
      tenant: 'Tenant',
      directory: 'Directory',
      agent: 'Agent',
    } as Readonly<Record<string, string>>,
    weights: { note: 'Note', warning: 'Warning', error: 'Error' },
  },
  schema: {
    intro: 'Reads from the directory again which attributes and abilities it has.',
    run: 'Refresh',
    done: (f: Formats, attributes: number, server: string) => `${f.number(attributes)} attributes, read from ${server}.`,
    hints: 'It can apply the password history to a reset.',
    noHints: 'It cannot apply the password history to a reset: a password that was used before may be accepted.',
  },
  errors: {
    no_connection: () => ({
      title: 'There is no connection to the wizard',
      text: 'What you have entered is still here.',
      next: 'Check that tilbage-connect wizard still runs (and the SSH tunnel, if you use one), then try again.',
    }),
    unexpected: (details) => ({ title: 'Something went wrong', text: say(details, 'fallback'), next: AGAIN }),
    url_wrong: () => ({
      title: 'This is not the address of a tenant',
      text: 'An address begins with https:// and has nothing after the host name and the port.',
      next: 'Ask the one who runs the tenant for the address.',
    }),
    certificate_untrusted: () => ({
      title: 'The certificate is not trusted',
      text: 'This machine does not know who issued it, it is for another name, or it has expired.',
      next: 'If your organization has its own certificate authority, paste its certificate here.',
    }),
    clock_skew: (details, f) => ({
      title: 'The clocks disagree',
      text:
        typeof details['seconds'] === 'number'
          ? `The clock of this machine is ${f.duration(Math.abs(details['seconds']))} ${details['seconds'] < 0 ? 'behind' : 'ahead of'} the tenant’s.`
          : 'The clock of this machine and that of the tenant are minutes apart.',
      next: 'Set the clock right (chronyd or systemd-timesyncd), then try again.',
    }),
    tenant_unreachable: () => ({
      title: 'The tenant does not answer',
      text: 'The address may be wrong, or a firewall stops outgoing connections to port 443.',
      next: 'Check the address and the network, then try again.',
    }),
    not_administrator: () => ({
      title: 'You are not a Global Administrator',
      text: 'You have signed in, but this account lacks the role.',
      next: 'Sign in with another account.',
    }),
    wrong_tenant: () => ({
      title: 'You signed in to another tenant',
      text: 'This agent belongs to another tenant than your account.',
      next: 'Sign in with an account of the agent’s tenant.',
    }),
    sign_in_refused: () => ({
      title: 'The sign-in was refused',
      text: 'The tenant or the one who was asked said no.',
      next: 'Sign in again.',
    }),
    sign_in_expired: () => ({
      title: 'Your sign-in has expired',
      text: 'It lasts an hour. What you have chosen is kept.',
      next: 'Sign in again on Connect to the cloud.',
    }),
    sign_in_required: () => ({
      title: 'You are not signed in any more',
      text: 'This needs the tenant, and a sign-in lasts an hour. What you have chosen is kept.',
      next: 'Sign in on Connect to the cloud.',
    }),
    no_cloud: () => ({
      title: 'There is no tenant yet',
      text: 'The wizard does not know the address of the tenant.',
      next: 'Enter it on Connect to the cloud.',
    }),
    directory_twice: () => ({
      title: 'This directory is there already',
      text: 'Each domain is connected once, or two accounts would claim its people.',
      next: 'Change the one that is there, or enter another.',
    }),
    first_directory: () => ({
      title: 'The first directory goes last',
      text: 'The agent needs one directory, and this is the first.',
      next: 'Remove the others before it, or change it.',
    }),
    no_directory: () => ({
      title: 'There is no directory yet',
      text: 'This needs a directory.',
      next: 'Add one on Connect directories.',
    }),
    keytab_unreadable: () => ({
      title: 'The keytab file cannot be used',
      text: 'It is not on this machine, is not a keytab, or can be read by others than its owner.',
      next: 'Check the path, and let only the owner read the file (chmod 600).',
    }),
    keytab_wrong: () => ({
      title: 'The keytab does not fit the account',
      text: 'It has no key for this account, or a key from before the account’s password was changed.',
      next: 'Make the keytab again (ktpass, or samba-tool domain exportkeytab).',
    }),
    host_name_needed: () => ({
      title: 'The servers must be given by name',
      text: 'Kerberos knows a domain controller by its DNS name, not by its IP address.',
      next: 'Write the full name, as ldaps://dc1.example.org.',
    }),
    server_name_unknown: () => ({
      title: 'Kerberos does not know this server name',
      text: 'The domain has no service principal name (SPN) for it.',
      next: 'Use the domain controller’s own name, or register the SPN.',
    }),
    kerberos_unreachable: () => ({
      title: 'Kerberos on the domain controller does not answer',
      text: 'With a keytab this machine must also reach TCP port 88 of the domain controller.',
      next: 'Let the port through, then try again.',
    }),
    kerberos_clock_skew: () => ({
      title: 'The clocks disagree',
      text: 'The clock of this machine and that of the domain controller are too far apart for Kerberos.',
      next: 'Set the clock right (chronyd or systemd-timesyncd), then try again.',
    }),
    state_not_written: () => ({
      title: 'The wizard could not write to its state folder',
      text: 'The disk may be full, or the folder’s owner is wrong. The old configuration serves.',
      next: 'Make room, then try again.',
    }),
    not_complete: () => ({
      title: 'Something is missing before it can be configured',
      text: 'A tenant, a directory, or what to synchronize has not been chosen.',
      next: 'Go back and choose it.',
    }),
    scope_empty: () => ({
      title: 'Nothing is chosen',
      text: 'No people would be synchronized.',
      next: 'Choose at least one domain or OU.',
    }),
    refused: () => ({
      title: 'The tenant said no',
      text: 'It did not accept what the wizard asked for.',
      next: 'Try again; if it happens again, look in the tenant’s log.',
    }),
    not_found: () => ({
      title: 'It is not there any more',
      text: 'Somebody may have removed or renamed it since.',
      next: 'Reload the page.',
    }),
    stopped: () => ({
      title: 'The test was stopped',
      text: 'It was not finished.',
      next: 'Start it again.',
    }),
    forest_not_found: () => ({
      title: 'The forest was not found',
      text: 'DNS on this machine knows no domain controllers of that name.',
      next: 'Check the spelling, or enter the servers yourself.',
    }),
    directory_unreachable: () => ({
      title: 'No domain controller answers',
      text: 'The servers were found or given, but none answered over LDAPS (port 636).',
      next: 'Check the network and that the domain controllers have a certificate, then try again.',
    }),
    credentials_wrong: () => ({
      title: 'The directory refused the account',
      text: 'The name or the password is wrong, or the account is disabled, locked or expired.',
      next: 'Enter the name and the password again.',
    }),
    account_is_administrator: () => ({
      title: 'This account is an administrator of the domain',
      text: 'A connector account must not have more rights than it needs.',
      next: 'Use an ordinary account, or let the wizard create one.',
    }),
    signing_required: () => ({
      title: 'The domain controller demands a safer connection',
      text: 'It requires LDAP signing or channel binding.',
      next: 'With a password, connect over LDAPS. With a keytab, write ldap:// and the server’s name.',
    }),
    not_allowed_to_create: () => ({
      title: 'The administrator may not create the account',
      text: 'The account may not create users, or may not grant rights on the chosen domains and OUs.',
      next: 'Use an account with those rights, such as a domain administrator.',
    }),
    name_taken: () => ({
      title: 'There is an account of that name already',
      text: 'The wizard does not take over an account that it has not created.',
      next: 'Choose another name, or use the existing account.',
    }),
    read_only_server: () => ({
      title: 'This domain controller is read-only',
      text: 'Passwords cannot be written through it.',
      next: 'Give the address of a writable domain controller.',
    }),
    folder_not_writable: () => ({
      title: 'A folder cannot be written to',
      text: 'The wizard may not write where the agent keeps its configuration or its state.',
      next: 'Give it the right to, then retry.',
    }),
    disk_full: () => ({
      title: 'The disk is full',
      text: 'The configuration could not be written.',
      next: 'Make room, then retry.',
    }),
    cannot_start_agent: () => ({
      title: 'The agent could not be started',
      text: 'It does not run, and nothing on this machine starts it.',
      next: 'Start it as it says below, then retry.',
    }),
    agent_not_ready: () => ({
      title: 'The agent is not ready',
      text: 'It runs, but has not taken up the new configuration.',
      next: 'Look in its log (journalctl -u tilbage-connect), then retry.',
    }),
    timed_out: () => ({
      title: 'It took too long',
      text: 'There was no answer in time.',
      next: 'Retry.',
    }),
    cannot_undo: () => ({
      title: 'Not everything could be undone',
      text: 'See below what is left.',
      next: 'Retry, or roll back again.',
    }),
    interrupted: () => ({
      title: 'The configuration was interrupted',
      text: 'The wizard or the machine stopped in the middle of it.',
      next: 'Retry: it goes on from what was done.',
    }),
    already_running: () => ({
      title: 'A configuration is already running',
      text: 'It was started in another tab or in a terminal.',
      next: 'Wait until it is done.',
    }),
  } satisfies Readonly<Record<string, (details: JsonObject, f: Formats) => NoticeText>> as Readonly<
    Record<string, (details: JsonObject, f: Formats) => NoticeText>
  >,
};

export type WizardStrings = typeof en;
