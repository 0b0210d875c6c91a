/** The synchronisation as the portal reads it (docs/protocol.md §11). */
import { count, flag, listOf, nullable, object, oneOf, text, type Decoder } from '../../shared/decode';
import { collection, type Collection } from './answers';
import type { GraphClient } from './client';
import { time } from './time';

const BASE = '/beta/onPremisesSynchronization';
export const STATUS_PATH = `${BASE}/status`;
export const RUNS_PATH = `${BASE}/runs?$top=25`;
export const CONFLICTS_PATH = `${BASE}/conflicts?$top=50`;
export const SETTINGS_PATH = '/v1.0/directory/onPremisesSynchronization';
/** The agent is asked, and may take this long. */
const EXPLAIN_PATIENCE_MS = 25_000;

export const SYNC_STATES = [
  'starting',
  'importing',
  'exporting',
  'idle',
  'standby',
  'staging',
  'waiting_for_approval',
  'failed',
] as const;
export type SyncState = (typeof SYNC_STATES)[number];

export interface SyncDirectory {
  readonly domain: string;
  readonly server: string;
  readonly people: number;
  readonly groups: number;
  readonly units: number;
  readonly disputed: number;
  readonly refused: number;
  readonly lastChangeAt: number | null;
  readonly fullAt: number | null;
  readonly seesDeletions: boolean;
}

export interface SyncProblem {
  readonly code: string;
  readonly message: string;
}

export interface SyncAgent {
  readonly id: string;
  readonly displayName: string;
  readonly holdsLease: boolean;
  readonly checkedIn: boolean;
  readonly state: SyncState;
  readonly problem: SyncProblem | null;
  readonly reportedAt: number;
  readonly directories: readonly SyncDirectory[];
}

export interface HeldRemovals {
  readonly count: number;
  readonly threshold: number;
  readonly people: number;
  readonly since: number;
  readonly sample: readonly string[];
}

export interface SyncOrder {
  readonly id: string;
  readonly order: 'run' | 'full' | 'allow_removals';
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly state: 'waiting' | 'done' | 'failed' | 'expired';
  readonly problem: SyncProblem | null;
}

export interface SyncStatus {
  readonly agents: readonly SyncAgent[];
  readonly heldRemovals: HeldRemovals | null;
  readonly counts: Readonly<Record<'users' | 'groups' | 'quarantined' | 'deletedUsers', number>>;
  readonly orders: readonly SyncOrder[];
}

const problem: Decoder<SyncProblem> = (value) => {
  const members = object(value);
  return { code: text(members.code), message: text(members.message) };
};

const directory: Decoder<SyncDirectory> = (value) => {
  const members = object(value);
  return {
    domain: text(members.domain),
    server: text(members.server),
    people: count(members.people),
    groups: count(members.groups),
    units: count(members.units),
    disputed: count(members.disputed),
    refused: count(members.refused),
    lastChangeAt: nullable(time)(members.lastChangeDateTime),
    fullAt: nullable(time)(members.fullDateTime),
    seesDeletions: flag(members.seesDeletions),
  };
};

const agent: Decoder<SyncAgent> = (value) => {
  const members = object(value);
  return {
    id: text(members.id),
    displayName: text(members.displayName),
    holdsLease: flag(members.holdsLease),
    checkedIn: flag(members.checkedIn),
    state: oneOf(SYNC_STATES)(members.state),
    problem: nullable(problem)(members.problem),
    reportedAt: time(members.reportedDateTime),
    directories: listOf(directory)(members.directories),
  };
};

const held: Decoder<HeldRemovals> = (value) => {
  const members = object(value);
  return {
    count: count(members.count),
    threshold: count(members.threshold),
    people: count(members.people),
    since: time(members.sinceDateTime),
    sample: listOf(text)(members.sample),
  };
};

const order: Decoder<SyncOrder> = (value) => {
  const members = object(value);
  return {
    id: text(members.id),
    order: oneOf(['run', 'full', 'allow_removals'] as const)(members.order),
    requestedBy: text(members.requestedBy),
    requestedAt: time(members.requestedDateTime),
    state: oneOf(['waiting', 'done', 'failed', 'expired'] as const)(members.state),
    problem: nullable(problem)(members.problem),
  };
};

export const syncStatus: Decoder<SyncStatus> = (value) => {
  const members = object(value);
  const counts = object(members.counts);
  return {
    agents: listOf(agent)(members.agents),
    heldRemovals: nullable(held)(members.heldRemovals),
    counts: {
      users: count(counts.users),
      groups: count(counts.groups),
      quarantined: count(counts.quarantined),
      deletedUsers: count(counts.deletedUsers),
    },
    orders: listOf(order)(members.orders),
  };
};

export interface SyncRun {
  readonly id: string;
  readonly agentName: string;
  readonly kind: 'full' | 'delta';
  readonly startedAt: number;
  readonly endedAt: number;
  readonly result: 'done' | 'failed' | 'removals_held';
  readonly message: string;
  readonly created: number;
  readonly updated: number;
  readonly removed: number;
  readonly held: number;
  readonly refused: number;
  readonly refusals: readonly { readonly who: string; readonly message: string }[];
}

const run: Decoder<SyncRun> = (value) => {
  const members = object(value);
  return {
    id: text(members.id),
    agentName: text(members.agentDisplayName),
    kind: oneOf(['full', 'delta'] as const)(members.kind),
    startedAt: time(members.startedDateTime),
    endedAt: time(members.endedDateTime),
    result: oneOf(['done', 'failed', 'removals_held'] as const)(members.result),
    message: text(members.message),
    created: count(members.created),
    updated: count(members.updated),
    removed: count(members.removed),
    held: count(members.held),
    refused: count(members.refused),
    refusals: listOf((one) => {
      const refusal = object(one);
      return { who: text(refusal.who), message: text(refusal.message) };
    })(members.refusals),
  };
};

export function loadRuns(graph: GraphClient, path: string, signal: AbortSignal): Promise<Collection<SyncRun>> {
  return graph.get(path, collection(run), { signal });
}

export interface Conflict {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly property: string;
  readonly value: string;
  readonly occurredAt: number;
  readonly other: {
    readonly id: string;
    readonly displayName: string;
    readonly userPrincipalName: string;
    readonly isAdministrator: boolean;
  } | null;
}

const conflict: Decoder<Conflict> = (value) => {
  const members = object(value);
  const other = nullable(object)(members.collidesWith);
  return {
    id: text(members.id),
    displayName: nullable(text)(members.displayName) ?? text(members.userPrincipalName),
    userPrincipalName: text(members.userPrincipalName),
    property: text(members.property),
    value: text(members.value),
    occurredAt: time(members.occurredDateTime),
    other:
      other === null
        ? null
        : {
            id: text(other.id),
            displayName: nullable(text)(other.displayName) ?? text(other.userPrincipalName),
            userPrincipalName: text(other.userPrincipalName),
            isAdministrator: other.kind === 'administrator',
          },
  };
};

export function loadConflicts(graph: GraphClient, path: string, signal: AbortSignal): Promise<Collection<Conflict>> {
  return graph.get(path, collection(conflict), { signal });
}

/** A page as large as the server gives, and no more of them than a person waits for. */
const MOST_CONFLICTS_PATH = `${BASE}/conflicts?$top=999`;
const MOST_PAGES = 10;

/** Of one person, until there are as many as `expected`: the server does not filter them. */
export async function loadConflictsOf(graph: GraphClient, id: string, expected: number): Promise<Conflict[]> {
  const found: Conflict[] = [];
  let path: string | null = MOST_CONFLICTS_PATH;
  for (let pages = 0; path !== null && pages < MOST_PAGES && found.length < expected; pages += 1) {
    const page: Collection<Conflict> = await graph.get(path, collection(conflict));
    found.push(...page.value.filter((one) => one.id === id));
    path = page.next;
  }
  return found;
}

export const REASONS_WHY = [
  'in_scope',
  'not_found',
  'outside_units',
  'excluded_unit',
  'new_unit_not_included',
  'not_in_pilot_group',
  'critical_system_object',
  'no_account_name',
  'built_in_account',
  'system_mailbox',
  'replication_conflict',
  'not_a_person',
  'anchor_disputed',
  'deleted',
] as const;
export type Why = (typeof REASONS_WHY)[number];

export interface Explanation {
  readonly found: boolean;
  readonly several: boolean;
  readonly distinguishedName: string | null;
  readonly domain: string | null;
  readonly inScope: boolean;
  /** Null: one that this page does not know yet. */
  readonly why: Why | null;
  readonly with: readonly string[];
  readonly joined: boolean;
  readonly anchor: string;
  readonly tenantId: string;
  readonly exported: 'yes' | 'no' | 'pending' | 'refused' | 'held';
  readonly refusal: string;
  readonly wouldDo: 'nothing' | 'create' | 'update' | 'remove';
  readonly changes: readonly { readonly attribute: string; readonly from: string; readonly to: string }[];
}

const explanation: Decoder<Explanation> = (value) => {
  const members = object(value);
  const where = nullable(object)(members.object);
  const details = nullable(object)(members.whyDetails) ?? {};
  return {
    found: flag(members.found),
    several: flag(members.several),
    distinguishedName: where === null ? null : text(where.distinguishedName),
    domain: where === null ? null : text(where.domain),
    inScope: flag(members.inScope),
    why: REASONS_WHY.find((known) => known === members.why) ?? null,
    with: Object.values(details).flatMap((one) => (Array.isArray(one) ? listOf(text)(one) : [])),
    joined: flag(members.joined),
    anchor: text(members.anchor),
    tenantId: text(members.tenantId),
    exported: oneOf(['yes', 'no', 'pending', 'refused', 'held'] as const)(members.exported),
    refusal: text(members.refusal),
    wouldDo: oneOf(['nothing', 'create', 'update', 'remove'] as const)(members.wouldDo),
    changes: listOf((one) => {
      const change = object(one);
      return { attribute: text(change.attribute), from: text(change.from), to: text(change.to) };
    })(members.changes),
  };
};

export function explain(graph: GraphClient, user: string): Promise<Explanation> {
  return graph.post(`${BASE}/explain`, { user }, explanation, EXPLAIN_PATIENCE_MS);
}

export type Act = 'run' | 'fullRun' | 'allowRemovals';
export function giveOrder(graph: GraphClient, act: Act): Promise<void> {
  return graph.post(`${BASE}/${act}`, {}, () => undefined);
}

export const THRESHOLD_TYPES = ['enabledForCount', 'enabledForPercentage', 'disabled'] as const;
export type ThresholdType = (typeof THRESHOLD_TYPES)[number];

export interface SyncSettings {
  readonly id: string;
  readonly thresholdType: ThresholdType;
  readonly threshold: number;
  readonly blockSoftMatch: boolean;
  readonly blockTakeover: boolean;
}

export const syncSettings: Decoder<SyncSettings> = (value) => {
  const [first] = collection(object)(value).value;
  const members = object(first);
  const prevention = object(object(members.configuration).accidentalDeletionPrevention);
  const features = object(members.features);
  return {
    id: text(members.id),
    thresholdType: oneOf(THRESHOLD_TYPES)(prevention.synchronizationPreventionType),
    threshold: count(prevention.alertThreshold),
    blockSoftMatch: flag(features.blockSoftMatchEnabled),
    blockTakeover: flag(features.blockCloudObjectTakeoverThroughHardMatchEnabled),
  };
};

/** What PATCH takes. */
export function settingsBody(settings: SyncSettings): unknown {
  return {
    configuration: {
      accidentalDeletionPrevention: {
        synchronizationPreventionType: settings.thresholdType,
        alertThreshold: settings.threshold,
      },
    },
    features: {
      blockSoftMatchEnabled: settings.blockSoftMatch,
      blockCloudObjectTakeoverThroughHardMatchEnabled: settings.blockTakeover,
    },
  };
}
