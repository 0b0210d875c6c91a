/** One call of a page's API: a decoded answer, or ApiError; nothing is tried again. */

import { ApiError, decodeApiError } from './api_error';
import type { Decoder } from './decode';

const PATIENCE_MS = 20_000;

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly patienceMs?: number;
}

export interface Caller {
  call<T>(request: Call, decode: Decoder<T>): Promise<T>;
  readonly clock: ServerClock;
}

/** `root` stands before every path. */
export function createCaller(root: string): Caller {
  const clock = new ServerClock();
  const call = async <T>(request: Call, decode: Decoder<T>): Promise<T> => {
    const response = await send(root, request);
    clock.read(response);
    return decodeAnswer(response, decode);
  };
  return { call, clock };
}

/** Clocks of people's machines go wrong by hours; what is still left of a session must not. */
export class ServerClock {
  private aheadMs = 0;

  read(response: Response): void {
    const at = Date.parse(response.headers.get('Date') ?? '');
    if (!Number.isNaN(at)) this.aheadMs = at - Date.now();
  }

  toLocal(serverTime: number): number {
    return serverTime - this.aheadMs;
  }
}

async function decodeAnswer<T>(response: Response, decode: Decoder<T>): Promise<T> {
  const body = await readJson(response);
  if (!response.ok) throw decodeApiError(response.status, body, response.headers.get('Retry-After'));
  try {
    return decode(body);
  } catch {
    throw new ApiError('unexpected', response.status);
  }
}

async function send(root: string, { method, path, body, patienceMs = PATIENCE_MS }: Call): Promise<Response> {
  const init: RequestInit = {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  };
  if (body !== undefined) init.body = JSON.stringify(body);
  try {
    return await fetch(root + path, init);
  } catch {
    throw new ApiError('no_connection');
  }
}

/** A connection that breaks in the middle of a body is a broken connection, not a wrong answer. */
async function readJson(response: Response): Promise<unknown> {
  let body: string;
  try {
    body = await response.text();
  } catch {
    throw new ApiError('no_connection');
  }
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
