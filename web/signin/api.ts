/**
 * The client of the sign-in page's API (docs/protocol.md §8). Every call gives a decoded answer or throws SigninError;
 * none retries. What binds a flow to this browser is in a cookie that scripts cannot read.
 */

import type { Decoder } from '../shared/decode';
import * as answers from './answers';
import type { Enrolment, Flow } from './answers';
import { decodeSigninError, SigninError } from './signin_error';

const ROOT = '/signin/v1';
const PATIENCE_MS = 20_000;

export interface SigninApi {
  flow(flow: string): Promise<Flow>;
  password(flow: string, userName: string, password: string): Promise<Flow>;
  totp(flow: string, code: string): Promise<Flow>;
  startEnrolment(flow: string): Promise<Enrolment>;
  confirmEnrolment(flow: string, code: string): Promise<Flow>;
  consent(flow: string, allow: boolean): Promise<Flow>;
  /** The flow in which the device's request goes on. */
  device(userCode: string): Promise<string>;
}

export function createSigninApi(): SigninApi {
  const post = <T>(path: string, body: unknown, decode: Decoder<T>) => call('POST', path, body, decode);
  const at = (flow: string, rest = '') => `/flows/${encodeURIComponent(flow)}${rest}`;
  return {
    flow: (flow) => call('GET', at(flow), undefined, answers.flow),
    password: (flow, userName, password) => post(at(flow, '/password'), { userName, password }, answers.flow),
    totp: (flow, code) => post(at(flow, '/totp'), { code }, answers.flow),
    startEnrolment: (flow) => post(at(flow, '/totp/enrolment'), {}, answers.enrolment),
    confirmEnrolment: (flow, code) => post(at(flow, '/totp/enrolment/confirmation'), { code }, answers.flow),
    consent: (flow, allow) => post(at(flow, '/consent'), { allow }, answers.flow),
    device: (userCode) => post('/device', { userCode }, answers.startedFlow),
  };
}

async function call<T>(method: 'GET' | 'POST', path: string, body: unknown, decode: Decoder<T>): Promise<T> {
  const [isGood, answer] = await exchange(method, path, body);
  if (!isGood) throw decodeSigninError(answer);
  try {
    return decode(answer);
  } catch {
    throw new SigninError('unexpected');
  }
}

async function exchange(method: string, path: string, body: unknown): Promise<readonly [boolean, unknown]> {
  let isGood: boolean;
  let text: string;
  try {
    const response = await fetch(ROOT + path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    isGood = response.ok;
    text = await response.text();
  } catch {
    throw new SigninError('no_connection');
  }
  try {
    return [isGood, JSON.parse(text)];
  } catch {
    return [isGood, undefined];
  }
}
