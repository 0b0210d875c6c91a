/** The policy of self-service password reset (docs/protocol.md §12), its audit and its report. */
import { count, flag, listOf, nullable, object, oneOf, text, type Decoder } from '../../shared/decode';
import { inEachLanguage, type Language } from '../../shared/language';
import { time } from './time';

export const POLICY_PATH = '/beta/policies/passwordReset';
export const LOGO_PATH = `${POLICY_PATH}/logo`;
export const LONGEST_LOGO = 40 * 1024;

export const ENABLED = ['none', 'selected', 'all'] as const;
export type Enabled = (typeof ENABLED)[number];

export const VERIFY_CALLER = ['required', 'recommended', 'off'] as const;
export type VerifyCaller = (typeof VERIFY_CALLER)[number];

/** In the order in which pages offer them. */
export const METHODS = [
  'email',
  'mobilePhone',
  'authenticatorApp',
  'passkey',
  'securityQuestions',
  'recoveryCode',
  'temporaryAccessCode',
] as const;
export type Method = (typeof METHODS)[number];

export interface CustomQuestion {
  /** Null: a new one, which the tenant numbers. */
  readonly number: number | null;
  readonly text: string;
}

export interface Policy {
  readonly enabled: Enabled;
  readonly groupIds: readonly string[];
  readonly methodsRequired: number;
  readonly methods: readonly Method[];
  readonly availableMethods: readonly Method[];
  readonly questions: {
    readonly toRegister: number;
    readonly toReset: number;
    readonly predefined: readonly string[];
    readonly custom: readonly CustomQuestion[];
  };
  readonly registrationRequired: boolean;
  readonly reconfirmDays: number;
  readonly notifyPeople: boolean;
  readonly notifyAdministrators: boolean;
  readonly expiryReminders: {
    readonly enabled: boolean;
    readonly daysBefore: readonly number[];
    readonly atHour: number;
    readonly timeZone: string;
    readonly after: boolean;
  };
  readonly helpdesk: { readonly verifyCaller: VerifyCaller };
  readonly customization: {
    readonly helpdesk: string;
    readonly logo: string | null;
    readonly accentColor: string;
    readonly identifyText: Readonly<Record<Language, string>>;
  };
}

/** Methods that a newer server may have and this page does not know are left out. */
const methods: Decoder<Method[]> = (value) =>
  listOf(text)(value).flatMap((name) => METHODS.filter((known) => known === name));

export const policy: Decoder<Policy> = (value) => {
  const members = object(value);
  const questions = object(members.questions);
  const look = object(members.customization);
  const texts = object(look.identifyText);
  const logo = nullable(object)(look.logo);
  const reminders = object(members.expiryReminders);
  return {
    enabled: oneOf(ENABLED)(members.enabled),
    groupIds: listOf(text)(members.groupIds),
    methodsRequired: count(members.methodsRequired),
    methods: methods(members.methods),
    availableMethods: methods(members.availableMethods),
    questions: {
      toRegister: count(questions.toRegister),
      toReset: count(questions.toReset),
      predefined: listOf(text)(questions.predefined),
      custom: listOf((one) => ({ number: count(object(one).number), text: text(object(one).text) }))(questions.custom),
    },
    registrationRequired: flag(members.registrationRequired),
    reconfirmDays: count(members.reconfirmDays),
    notifyPeople: flag(members.notifyPeople),
    notifyAdministrators: flag(members.notifyAdministrators),
    expiryReminders: {
      enabled: flag(reminders.enabled),
      daysBefore: listOf(count)(reminders.daysBefore),
      atHour: count(reminders.atHour),
      timeZone: text(reminders.timeZone),
      after: flag(reminders.after),
    },
    helpdesk: { verifyCaller: oneOf(VERIFY_CALLER)(object(members.helpdesk).verifyCaller) },
    customization: {
      helpdesk: text(look.helpdesk),
      logo: logo === null ? null : text(logo.url),
      accentColor: text(look.accentColor),
      identifyText: inEachLanguage((language) => nullable(text)(texts[language]) ?? ''),
    },
  };
};

export const CATEGORIES = [
  'SelfServicePasswordManagement',
  'AdministratorManagement',
  'Provisioning',
  'AgentManagement',
  'Other',
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Audit {
  readonly id: string;
  readonly at: number;
  readonly activity: string;
  readonly succeeded: boolean;
  readonly reason: string;
  /** Who did it, and to whom; empty where nobody is known. */
  readonly by: string;
  readonly target: string;
  readonly correlationId: string;
  readonly details: readonly (readonly [name: string, value: string])[];
}

function nameOf(value: unknown): string {
  const members = nullable(object)(value) ?? {};
  return nullable(text)(members.userPrincipalName) ?? nullable(text)(members.displayName) ?? nullable(text)(members.id) ?? '';
}

export const audit: Decoder<Audit> = (value) => {
  const members = object(value);
  const initiatedBy = object(members.initiatedBy);
  return {
    id: text(members.id),
    at: time(members.activityDateTime),
    activity: text(members.activityDisplayName),
    succeeded: text(members.result) === 'success',
    reason: text(members.resultReason),
    by: nameOf(initiatedBy.user ?? initiatedBy.app),
    target: listOf(nameOf)(members.targetResources).join(', '),
    correlationId: text(members.correlationId),
    details: listOf((one) => [text(object(one).key), text(object(one).value)] as const)(members.additionalDetails),
  };
};

export interface AuditFilter {
  readonly person: string;
  readonly category: Category | 'all';
  /** Of the browser's own days: "2026-11-23", or empty. */
  readonly from: string;
  readonly until: string;
  readonly result: 'all' | 'success' | 'failure';
}

/** The path of the first page; times go in UTC. */
export function auditsPath(filter: AuditFilter, pageSize: number): string {
  const parts: string[] = [];
  if (filter.category !== 'all') parts.push(`category eq '${filter.category}'`);
  if (filter.person.trim() !== '') parts.push(`userPrincipalName eq '${filter.person.trim().replaceAll("'", "''")}'`);
  if (filter.result !== 'all') parts.push(`result eq '${filter.result}'`);
  if (filter.from !== '') parts.push(`activityDateTime ge ${startOf(filter.from).toISOString()}`);
  if (filter.until !== '') parts.push(`activityDateTime le ${endOf(filter.until).toISOString()}`);
  const query = new URLSearchParams({ $top: String(pageSize) });
  if (parts.length > 0) query.set('$filter', parts.join(' and '));
  return `/v1.0/auditLogs/directoryAudits?${query}`;
}

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00`);
}

function endOf(day: string): Date {
  return new Date(`${day}T23:59:59.999`);
}

export const ACTS = ['resets', 'unlocks', 'changes', 'registrations'] as const;
export type Act = (typeof ACTS)[number];

export interface Tally {
  readonly succeeded: number;
  readonly failed: number;
}
export type Tallies = Readonly<Record<Act, Tally>>;

export interface Report {
  readonly totals: Tallies;
  readonly perDay: readonly (Tallies & { readonly date: string })[];
  readonly failures: readonly { readonly reason: string; readonly count: number }[];
}

const tallies: Decoder<Tallies> = (value) => {
  const members = object(value);
  const tally = (act: Act): Tally => {
    const one = object(members[act]);
    return { succeeded: count(one.succeeded), failed: count(one.failed) };
  };
  return { resets: tally('resets'), unlocks: tally('unlocks'), changes: tally('changes'), registrations: tally('registrations') };
};

export const report: Decoder<Report> = (value) => {
  const members = object(value);
  return {
    totals: tallies(members.totals),
    perDay: listOf((day) => ({ ...tallies(day), date: text(object(day).date) }))(members.perDay),
    failures: listOf((one) => ({ reason: text(object(one).reason), count: count(object(one).count) }))(members.failures),
  };
};

export function reportPath(days: number): string {
  return `/beta/reports/passwordReset?days=${days}`;
}
