/** The client of the wizard's API (docs/protocol.md §10). Every call gives a decoded answer or throws WizardError. */

import type { Decoder } from '../shared/decode';
import * as answers from './answers';
import type {
  Action,
  Agent,
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
  addDirectory(directory: NewDirectory): Promise<State>;
  removeDirectory(): Promise<State>;
  testRights(): Promise<void>;
  rights(): Promise<Rights>;
  children(parent: string | null, signal: AbortSignal): Promise<TreePart>;
  search(text: string, signal: AbortSignal): Promise<TreePart>;
  /** The groups of which one may be a pilot. */
  searchGroups(text: string, signal: AbortSignal): Promise<FoundGroups>;
  counts(scope: Scope, signal: AbortSignal): Promise<Counts>;
  setScope(scope: Scope): Promise<State>;
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
  refreshSchema(): Promise<Schema>;
  troubleshoot(): Promise<readonly Finding[]>;
  exit(): Promise<void>;
}

export function createWizardApi(): WizardApi {
  const get = <T>(path: string, decode: Decoder<T>, signal?: AbortSignal) => call('GET', path, undefined, decode, signal);
  const put = (path: string, body: unknown) => call('PUT', path, body, answers.state);
  const post = <T>(path: string, body: unknown, decode: Decoder<T>, signal?: AbortSignal) =>
    call('POST', path, body, decode, signal);
  const query = (name: string, value: string) => `?${new URLSearchParams({ [name]: value }).toString()}`;
  return {
    state: () => get('/state', answers.state),
    setPage: (page) => put('/page', { page }),
    setCloud: (url, caPem) => put('/cloud', caPem === null ? { url } : { url, caPem }),
    signIn: (origin, mkt) => post('/cloud/sign-in', { origin, mkt }, answers.authorizeUrl),
    startDeviceCode: () => post('/cloud/device-code', {}, answers.deviceCode),
    signOut: () => post('/cloud/sign-out', {}, answers.state),
    discover: (forest) => get(`/directories/discovery${query('forest', forest)}`, answers.servers),
    addDirectory: (directory) => post('/directories', directory, answers.state),
    removeDirectory: () => call('DELETE', '/directories', undefined, answers.state),
    testRights: () => post('/rights/test', {}, answers.nothing),
    rights: () => get('/rights', answers.rights),
    children: (parent, signal) =>
      get(parent === null ? '/tree' : `/tree${query('parent', parent)}`, answers.treePart, signal),
    search: (text, signal) => get(`/tree${query('search', text)}`, answers.treePart, signal),
    searchGroups: (text, signal) => get(`/groups${query('search', text)}`, answers.foundGroups, signal),
    counts: (scope, signal) => post('/tree/counts', scope, answers.counts, signal),
    setScope: (scope) => put('/scope', scope),
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
    refreshSchema: () => post('/schema/refresh', {}, answers.schema),
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
