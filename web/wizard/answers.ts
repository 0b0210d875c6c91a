/** The answers of the wizard's API (docs/protocol.md §10), decoded. */

import { count, DecodeError, flag, listOf, nullable, object, oneOf, text, type Decoder, type JsonObject } from '../shared/decode';

export const PAGES = [
  'welcome',
  'tasks',
  'cloud',
  'directories',
  'filtering',
  'features',
  'ready',
  'complete',
  'view',
  'staging',
  'sign-in',
  'agents',
  'troubleshoot',
  'schema',
] as const;
export type Page = (typeof PAGES)[number];

export interface Scope {
  readonly mode: 'all' | 'selected';
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly includeNewUnits: boolean;
  /** DN; null: everybody in scope is meant. */
  readonly pilotGroup: string | null;
}

export interface Directory {
  /** 1 for the first that was given; it stays while the directory does. */
  readonly number: number;
  readonly forest: string;
  readonly servers: readonly string[];
  readonly account: string;
  readonly scope: Scope;
}

export type DraftDirectory = Directory & { readonly created: boolean };

/** Who comes and who goes with a scope, for an agent that synchronizes already. */
export interface KnownChange {
  readonly added: number;
  readonly removed: number;
  /** People that what is chosen for the other directories removes; the limit is for all of them. */
  readonly removedElsewhere: number;
  /** User names, the first few. */
  readonly sampleAdded: readonly string[];
  readonly sampleRemoved: readonly string[];
  /** Removals within 24 hours that nobody is asked about; null: none is ever asked about. */
  readonly removalLimit: number | null;
  /** These would be too many, and wait until somebody allows them. */
  readonly removalsWait: boolean;
}

/** `first`: nothing is synchronized yet; `none`: the scope is the one in force. */
export type Change = KnownChange | 'first' | 'none' | 'agent_stopped' | 'agent_busy';

export interface Counts {
  readonly in: number;
  readonly out: number;
  readonly change: Change;
}

export interface Group {
  readonly dn: string;
  readonly name: string;
  readonly description: string;
}

export interface FoundGroups {
  readonly groups: readonly Group[];
  /** There are more than these. */
  readonly more: boolean;
}

export interface Configured {
  readonly tenantUrl: string | null;
  readonly tenantDomain: string | null;
  readonly agentId: string | null;
  readonly directories: readonly Directory[];
  readonly passwordWriteback: boolean;
  readonly staging: boolean;
  readonly agentRunning: boolean;
  readonly agentConnected: boolean;
  readonly importedPeople: number | null;
  /** Milliseconds since 1970. */
  readonly lastImportAt: number | null;
}

export interface SignedIn {
  readonly userPrincipalName: string;
  readonly displayName: string | null;
  readonly tenantDomain: string;
}

export interface Cloud {
  readonly url: string;
  readonly signedIn: SignedIn | null;
  readonly problem: { readonly code: string; readonly details: JsonObject } | null;
}

export const SIGN_IN_TYPES = ['none', 'passwordHashSync', 'passThrough', 'federated'] as const;
export type SignInType = (typeof SIGN_IN_TYPES)[number];

export interface Domain {
  readonly id: string;
  readonly signInType: SignInType;
}

export interface Options {
  readonly startSynchronization: boolean;
  readonly staging: boolean;
}

export interface State {
  readonly software: string;
  readonly host: string;
  /** Whether the connector account may sign in with a keytab, in this build and on this machine. */
  readonly offersKeytab: boolean;
  readonly page: Page;
  readonly configured: Configured;
  readonly cloud: Cloud;
  readonly draft: {
    /** By number. */
    readonly directories: readonly DraftDirectory[];
    readonly passwordWriteback: boolean;
    readonly options: Options;
  };
  readonly domains: readonly Domain[];
  readonly run: Run | null;
}

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'undone';

export interface RunStep {
  readonly step: string;
  readonly state: StepState;
  readonly details: JsonObject;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface Run {
  readonly number: number;
  readonly revision: number;
  readonly state: 'running' | 'failed' | 'done' | 'rolled_back';
  readonly steps: readonly RunStep[];
}

export interface MissingRight {
  readonly right: string;
  readonly object: string;
  readonly appliesTo: 'unit' | 'person' | 'domain';
  readonly inheritanceDisabled: boolean;
  readonly people: number;
  readonly needed: 'required' | 'recommended';
  readonly sambaTool: string;
  readonly dsacls: string;
}

export interface Rights {
  readonly state: 'none' | 'running' | 'done' | 'failed';
  readonly checked: number;
  readonly total: number;
  readonly missing: readonly MissingRight[];
  /** Single people beyond those in `missing`. */
  readonly peopleNotNamed: number;
  readonly protectedPeople: number;
  readonly error: { readonly code: string; readonly details: JsonObject } | null;
}

export interface TreeNode {
  readonly dn: string;
  readonly name: string;
  readonly kind: 'domain' | 'unit' | 'container';
  readonly hasChildren: boolean;
  readonly people: number;
}

export interface TreePart {
  readonly nodes: readonly TreeNode[];
  /** There are more than these. */
  readonly more: boolean;
}

export interface Action {
  readonly action: string;
  readonly details: JsonObject;
}

export interface DeviceCode {
  readonly verificationUri: string;
  readonly userCode: string;
  readonly expiresAt: number;
}

export interface Agent {
  readonly id: string;
  readonly displayName: string;
  readonly host: string;
  readonly version: string;
  readonly isConnected: boolean;
  readonly passwordWriteback: boolean;
  readonly staging: boolean;
  readonly domains: readonly string[];
  readonly problem: string | null;
}

export interface Finding {
  readonly weight: 'note' | 'warning' | 'error';
  readonly subject: string;
  readonly text: string;
}

export interface Schema {
  readonly attributes: number;
  readonly policyHints: boolean;
  readonly server: string;
}

/** Milliseconds since 1970, or ISO 8601 as Graph has it. */
const moment: Decoder<number> = (value) => {
  if (typeof value !== 'string') return count(value);
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw new DecodeError('a time');
  return at;
};

const anyObject = (value: unknown): JsonObject => nullable(object)(value) ?? {};
const orNone = (value: unknown): string | null => nullable(text)(value) || null;

const scope: Decoder<Scope> = (value) => {
  const members = object(value);
  return {
    mode: oneOf(['all', 'selected'] as const)(members.mode),
    include: nullable(listOf(text))(members.include) ?? [],
    exclude: nullable(listOf(text))(members.exclude) ?? [],
    includeNewUnits: nullable(flag)(members.includeNewUnits) ?? true,
    pilotGroup: orNone(members.pilotGroup),
  };
};

const ALL: Scope = { mode: 'all', include: [], exclude: [], includeNewUnits: true, pilotGroup: null };

const directory: Decoder<DraftDirectory> = (value) => {
  const members = object(value);
  return {
    number: nullable(count)(members.number) ?? 1,
    forest: text(members.forest),
    servers: listOf(text)(members.servers),
    account: nullable(text)(members.account) ?? '',
    scope: nullable(scope)(members.scope) ?? ALL,
    created: nullable(flag)(members.created) ?? false,
  };
};

/** The first stands by itself, with its scope beside it. */
const directories: Decoder<DraftDirectory[]> = (value) => {
  const members = object(value);
  const first = nullable(directory)(members.directory);
  const further = nullable(listOf(directory))(members.further) ?? [];
  return first === null ? further : [{ ...first, scope: nullable(scope)(members.scope) ?? ALL }, ...further];
};

const writebackOf = (value: unknown): boolean => nullable(flag)(anyObject(value).passwordWriteback) ?? false;

const configured: Decoder<Configured> = (value) => {
  const members = object(value);
  return {
    tenantUrl: orNone(members.tenantUrl),
    tenantDomain: orNone(members.tenantDomain),
    agentId: orNone(members.agentId),
    directories: directories(members),
    passwordWriteback: writebackOf(members.features),
    staging: nullable(flag)(members.staging) ?? false,
    agentRunning: nullable(flag)(members.agentRunning) ?? false,
    agentConnected: nullable(flag)(members.agentConnected) ?? false,
    importedPeople: nullable(count)(members.importedPeople),
    lastImportAt: nullable(moment)(members.lastImportAt),
  };
};

const signedIn: Decoder<SignedIn> = (value) => {
  const members = object(value);
  return {
    userPrincipalName: text(members.userPrincipalName),
    displayName: orNone(members.displayName),
    tenantDomain: nullable(text)(members.tenantDomain) ?? '',
  };
};

const problem: Decoder<{ code: string; details: JsonObject }> = (value) => {
  const members = object(value);
  return { code: text(members.code), details: anyObject(members.details) };
};

const cloud: Decoder<Cloud> = (value) => {
  const members = object(value);
  return {
    url: nullable(text)(members.url) ?? '',
    signedIn: nullable(signedIn)(members.signedIn),
    problem: nullable(problem)(members.problem),
  };
};

const domain: Decoder<Domain> = (value) => {
  const members = object(value);
  return { id: text(members.id), signInType: oneOf(SIGN_IN_TYPES)(members.signInType) };
};

const options: Decoder<Options> = (value) => {
  const members = object(value);
  return { startSynchronization: flag(members.startSynchronization), staging: flag(members.staging) };
};

export const state: Decoder<State> = (value) => {
  const members = object(value);
  const draft = object(members.draft);
  return {
    software: text(members.software),
    host: text(members.host),
    offersKeytab: nullable(flag)(anyObject(members.offers).keytab) ?? false,
    page: oneOf(PAGES)(members.page),
    configured: configured(members.configured),
    cloud: cloud(members.cloud),
    draft: {
      directories: directories(draft),
      passwordWriteback: writebackOf(draft.features),
      options: options(draft.options),
    },
    domains: nullable(listOf(domain))(members.domains) ?? [],
    run: nullable(run)(members.run),
  };
};

const stepError: Decoder<{ code: string; message: string }> = (value) => {
  const members = object(value);
  return { code: text(members.code), message: nullable(text)(members.message) ?? '' };
};

const runStep: Decoder<RunStep> = (value) => {
  const members = object(value);
  return {
    step: text(members.step),
    state: oneOf(['waiting', 'running', 'done', 'failed', 'undone'] as const)(members.state),
    details: anyObject(members.details),
    error: nullable(stepError)(members.error),
  };
};

export const run: Decoder<Run> = (value) => {
  const members = object(value);
  return {
    number: count(members.number),
    revision: count(members.revision),
    state: oneOf(['running', 'failed', 'done', 'rolled_back'] as const)(members.state),
    steps: listOf(runStep)(members.steps),
  };
};

const missingRight: Decoder<MissingRight> = (value) => {
  const members = object(value);
  const commands = object(members.commands);
  return {
    right: text(members.right),
    object: text(members.object),
    appliesTo: oneOf(['unit', 'person', 'domain'] as const)(members.appliesTo),
    inheritanceDisabled: flag(members.inheritanceDisabled),
    people: count(members.people),
    needed: oneOf(['required', 'recommended'] as const)(members.needed),
    sambaTool: text(commands.sambaTool),
    dsacls: text(commands.dsacls),
  };
};

const rightsError: Decoder<{ code: string; details: JsonObject }> = (value) => {
  const members = object(value);
  return { code: text(members.code), details: { fallback: members.message, ...anyObject(members.details) } };
};

export const rights: Decoder<Rights> = (value) => {
  const members = object(value);
  return {
    state: oneOf(['none', 'running', 'done', 'failed'] as const)(members.state),
    checked: nullable(count)(members.checked) ?? 0,
    total: nullable(count)(members.total) ?? 0,
    missing: nullable(listOf(missingRight))(members.missing) ?? [],
    peopleNotNamed: nullable(count)(members.peopleNotNamed) ?? 0,
    protectedPeople: nullable(count)(members.protected) ?? 0,
    error: nullable(rightsError)(members.error),
  };
};

const treeNode: Decoder<TreeNode> = (value) => {
  const members = object(value);
  return {
    dn: text(members.dn),
    name: text(members.name),
    kind: oneOf(['domain', 'unit', 'container'] as const)(members.kind),
    hasChildren: flag(members.hasChildren),
    people: count(members.people),
  };
};

export const treePart: Decoder<TreePart> = (value) => {
  const members = object(value);
  return { nodes: listOf(treeNode)(members.nodes), more: flag(members.more) };
};

export const change: Decoder<Change> = (value) => {
  const members = object(value);
  const kind = oneOf(['known', 'first', 'none', 'agent_stopped', 'agent_busy'] as const)(members.change);
  if (kind !== 'known') return kind;
  return {
    added: count(members.added),
    removed: count(members.removed),
    removedElsewhere: nullable(count)(members.removedElsewhere) ?? 0,
    sampleAdded: listOf(text)(members.sampleAdded),
    sampleRemoved: listOf(text)(members.sampleRemoved),
    removalLimit: nullable(count)(members.removalLimit),
    removalsWait: flag(members.removalsWait),
  };
};

export const counts: Decoder<Counts> = (value) => {
  const members = object(value);
  return { in: count(members.in), out: count(members.out), change: change(members) };
};

const group: Decoder<Group> = (value) => {
  const members = object(value);
  return { dn: text(members.dn), name: text(members.name), description: nullable(text)(members.description) ?? '' };
};

export const foundGroups: Decoder<FoundGroups> = (value) => {
  const members = object(value);
  return { groups: listOf(group)(members.groups), more: flag(members.more) };
};

export const servers: Decoder<string[]> = (value) => listOf(text)(object(value).servers);
export const authorizeUrl: Decoder<string> = (value) => text(object(value).authorizeUrl);
export const configurationText: Decoder<string> = (value) => text(object(value).text);

export const deviceCode: Decoder<DeviceCode> = (value) => {
  const members = object(value);
  return {
    verificationUri: text(members.verificationUri),
    userCode: text(members.userCode),
    expiresAt: moment(members.expiresAt),
  };
};

const action: Decoder<Action> = (value) => {
  const members = object(value);
  return { action: text(members.action), details: anyObject(members.details) };
};

export const plan: Decoder<Action[]> = (value) => listOf(action)(object(value).actions);

const agent: Decoder<Agent> = (value) => {
  const members = object(value);
  return {
    id: text(members.id),
    displayName: text(members.displayName),
    host: nullable(text)(members.host) ?? '',
    version: nullable(text)(members.version) ?? '',
    isConnected: members.state === 'connected',
    passwordWriteback: nullable(flag)(members.passwordWriteback) ?? false,
    staging: nullable(flag)(members.staging) ?? false,
    domains: nullable(listOf(text))(members.domains) ?? [],
    problem: nullable(text)(members.problem),
  };
};

export const agents: Decoder<Agent[]> = (value) => listOf(agent)(object(value).value);

export const schema: Decoder<Schema> = (value) => {
  const members = object(value);
  return { attributes: count(members.attributes), policyHints: flag(members.policyHints), server: text(members.server) };
};

const finding: Decoder<Finding> = (value) => {
  const members = object(value);
  return {
    weight: oneOf(['note', 'warning', 'error'] as const)(members.weight),
    subject: text(members.subject),
    text: text(members.text),
  };
};

export const findings: Decoder<Finding[]> = (value) => listOf(finding)(object(value).findings);
export const nothing: Decoder<void> = () => undefined;
