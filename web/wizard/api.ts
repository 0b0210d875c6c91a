/** The client of the wizard's API (docs/protocol.md §10). Every call gives a decoded answer or throws WizardError. */

import type { Decoder } from '../shared/decode';
import * as answers from './answers';
import type {
  Action,
  Agent,
  Change,
  Counts,
  DeviceCode,
  Domain,
  Finding,
  FoundGroups,
  Options,
  Page,
  Rights,
  Run,
  Schema,
  Scope,
  State,
  TreePart,
} from './answers';
import { decodeWizardError, WizardError } from './wizard_error';

const PATIENCE_MS = 60_000; // a directory that is far away, or a DNS server that is not there
const RUN_WAIT_SECONDS = 25;

export type Account =
  | { readonly mode: 'existing'; readonly name: string; readonly password: string }
  | { readonly mode: 'keytab'; readonly name: string; readonly keytabFile: string }
  | { readonly mode: 'create'; readonly administrator: string; readonly password: string; readonly name?: string };

export interface NewDirectory {
  readonly forest: string;
  readonly servers?: readonly string[];
  readonly caPem?: string;
  readonly account: Account;
}

export interface WizardApi {
  state(): Promise<State>;
  setPage(page: Page): Promise<State>;
  setCloud(url: string, caPem: string | null): Promise<State>;
  /** Where the browser goes to sign in. */
  signIn(origin: string, market: string): Promise<string>;
  startDeviceCode(): Promise<DeviceCode>;
  signOut(): Promise<State>;
  discover(forest: string): Promise<readonly string[]>;
  /** In the place of that number, or beside the others. */
  setDirectory(number: number | 'new', directory: NewDirectory): Promise<State>;
  removeDirectory(number: number): Promise<State>;
  /** What its removal would remove. */
  removal(number: number, signal: AbortSignal): Promise<Change>;
  /** From here on, `number` is the directory's. */
  testRights(number: number): Promise<void>;
  rights(number: number): Promise<Rights>;
  children(number: number, parent: string | null, signal: AbortSignal): Promise<TreePart>;
  search(number: number, text: string, signal: AbortSignal): Promise<TreePart>;
  /** The groups of which one may be a pilot. */
  searchGroups(number: number, text: string, signal: AbortSignal): Promise<FoundGroups>;
  counts(number: number, scope: Scope, signal: AbortSignal): Promise<Counts>;
  setScope(number: number, scope: Scope): Promise<State>;
  setFeatures(passwordWriteback: boolean): Promise<State>;
  setOptions(options: Options): Promise<State>;
  setSignIn(domains: readonly Domain[]): Promise<State>;
  plan(): Promise<readonly Action[]>;
  configure(): Promise<Run>;
  /** As soon as there is something newer than `after`, else after a while the same again. */
  run(after: number, signal: AbortSignal): Promise<Run>;
  retry(): Promise<Run>;
  rollBack(): Promise<Run>;
  configuration(): Promise<string>;
  agents(): Promise<readonly Agent[]>;
  removeAgent(id: string): Promise<void>;
  refreshSchema(number: number): Promise<Schema>;
  troubleshoot(): Promise<readonly Finding[]>;
  exit(): Promise<void>;
}

export function createWizardApi(): WizardApi {
  const get = <T>(path: string, decode: Decoder<T>, signal?: AbortSignal) => call('GET', path, undefined, decode, signal);
  const put = (path: string, body: unknown) => call('PUT', path, body, answers.state);
  const post = <T>(path: string, body: unknown, decode: Decoder<T>, signal?: AbortSignal) =>
    call('POST', path, body, decode, signal);
  const query = (members: Readonly<Record<string, string>>) => `?${new URLSearchParams(members).toString()}`;
  const of = (number: number | 'new', members = {}) => query({ directory: String(number), ...members });
  return {
    state: () => get('/state', answers.state),
    setPage: (page) => put('/page', { page }),
    setCloud: (url, caPem) => put('/cloud', caPem === null ? { url } : { url, caPem }),
    signIn: (origin, mkt) => post('/cloud/sign-in', { origin, mkt }, answers.authorizeUrl),
    startDeviceCode: () => post('/cloud/device-code', {}, answers.deviceCode),
    signOut: () => post('/cloud/sign-out', {}, answers.state),
    discover: (forest) => get(`/directories/discovery${query({ forest })}`, answers.servers),
    setDirectory: (number, directory) => post(`/directories${of(number)}`, directory, answers.state),
    removeDirectory: (number) => call('DELETE', `/directories${of(number)}`, undefined, answers.state),
    removal: (number, signal) => get(`/directories/removal${of(number)}`, answers.change, signal),
    testRights: (number) => post(`/rights/test${of(number)}`, {}, answers.nothing),
    rights: (number) => get(`/rights${of(number)}`, answers.rights),
    children: (number, parent, signal) =>
      get(`/tree${of(number, parent === null ? {} : { parent })}`, answers.treePart, signal),
    search: (number, search, signal) => get(`/tree${of(number, { search })}`, answers.treePart, signal),
    searchGroups: (number, search, signal) => get(`/groups${of(number, { search })}`, answers.foundGroups, signal),
    counts: (number, scope, signal) => post(`/tree/counts${of(number)}`, scope, answers.counts, signal),
    setScope: (number, scope) => put(`/scope${of(number)}`, scope),
    setFeatures: (passwordWriteback) => put('/features', { passwordWriteback }),
    setOptions: (options) => put('/options', options),
    setSignIn: (domains) => put('/sign-in', { domains }),
    plan: () => get('/plan', answers.plan),
    configure: () => post('/configure', {}, answers.run),
    run: (after, signal) => get(`/run?wait=${RUN_WAIT_SECONDS}&after=${after}`, answers.run, signal),
    retry: () => post('/run/retry', {}, answers.run),
    rollBack: () => post('/run/rollback', {}, answers.run),
    configuration: () => get('/configuration', answers.configurationText),
    agents: () => get('/agents', answers.agents),
    removeAgent: (id) => call('DELETE', `/agents/${encodeURIComponent(id)}`, undefined, answers.nothing),
    refreshSchema: (number) => post(`/schema/refresh${of(number)}`, {}, answers.schema),
    troubleshoot: () => post('/troubleshoot', {}, answers.findings),
    exit: () => post('/exit', {}, answers.nothing),
  };
}

async function call<T>(
  method: string,
  path: string,
  body: unknown,
  decode: Decoder<T>,
  signal?: AbortSignal,
): Promise<T> {
  const [status, answer] = await exchange(method, path, body, signal);
  if (status < 200 || status > 299) throw decodeWizardError(status, answer);
  try {
    return decode(answer);
  } catch {
    throw new WizardError('unexpected');
  }
}

async function exchange(
  method: string,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<readonly [number, unknown]> {
  const limit = AbortSignal.timeout(PATIENCE_MS);
  let status: number;
  let text: string;
  try {
    const response = await fetch(`/api${path}`, {
      method,
      headers: {
        'X-Tilbage-Wizard': '1',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    status = response.status;
    text = await response.text();
  } catch {
    throw new WizardError(signal?.aborted === true ? 'aborted' : 'no_connection');
  }
  try {
    return [status, text === '' ? undefined : JSON.parse(text)];
  } catch {
    return [status, undefined];
  }
}
