/**
 * The client of Graph (docs/protocol.md §9). Every call gives a decoded answer or throws GraphError; none retries. An
 * answer that the token is no longer good is also told to `onSessionEnd`.
 */
import type { Decoder } from '../../shared/decode';
import { decodeGraphError, GraphError } from './graph_error';

const PATIENCE_MS = 20_000;
/** Where an agent and its directory are asked. */
export const DIRECTORY_PATIENCE_MS = 45_000;

export interface Tagged<T> {
  readonly value: T;
  /** What `If-Match` takes. */
  readonly etag: string;
}

interface Options {
  readonly body?: unknown;
  readonly file?: File;
  readonly etag?: string;
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
}

export class GraphClient {
  readonly #token: string;
  readonly #onSessionEnd: () => void;

  constructor(token: string, onSessionEnd: () => void) {
    this.#token = token;
    this.#onSessionEnd = onSessionEnd;
  }

  async get<T>(path: string, decode: Decoder<T>, options: Options = {}): Promise<T> {
    return (await this.#call('GET', path, decode, options)).value;
  }

  getTagged<T>(path: string, decode: Decoder<T>): Promise<Tagged<T>> {
    return this.#call('GET', path, decode, {});
  }

  async post<T>(path: string, body: unknown, decode: Decoder<T>, patienceMs = PATIENCE_MS): Promise<T> {
    return (await this.#call('POST', path, decode, { body, patienceMs })).value;
  }

  /** `etag`: of the version that is changed, where the resource has any. */
  async patch(path: string, body: unknown, etag?: string): Promise<void> {
    await this.#call('PATCH', path, () => undefined, etag === undefined ? { body } : { body, etag });
  }

  async remove(path: string, etag?: string): Promise<void> {
    await this.#call('DELETE', path, () => undefined, etag === undefined ? {} : { etag });
  }

  /** A file, as it is. */
  async putFile(path: string, file: File, etag: string): Promise<void> {
    await this.#call('PUT', path, () => undefined, { file, etag });
  }

  async #call<T>(method: string, path: string, decode: Decoder<T>, options: Options): Promise<Tagged<T>> {
    const ownId = crypto.randomUUID();
    const response = await this.#send(method, path, ownId, options);
    const body = await readJson(response, ownId);
    if (!response.ok) {
      if (response.status === 401) this.#onSessionEnd();
      throw decodeGraphError(response.status, response.headers, body, ownId);
    }
    try {
      return { value: decode(body), etag: response.headers.get('ETag') ?? '' };
    } catch {
      throw new GraphError('unexpected', response.status, response.headers.get('request-id') ?? ownId);
    }
  }

  async #send(method: string, path: string, ownId: string, options: Options): Promise<Response> {
    const { body, file, etag, patienceMs = PATIENCE_MS, signal } = options;
    const headers: Record<string, string> = { Authorization: `Bearer ${this.#token}`, 'client-request-id': ownId };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (file !== undefined) headers['Content-Type'] = file.type;
    if (etag !== undefined) headers['If-Match'] = etag;
    const patience = AbortSignal.timeout(patienceMs);
    try {
      return await fetch(path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(file === undefined ? {} : { body: file }),
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
      });
    } catch {
      throw new GraphError('no_connection', 0, ownId);
    }
  }
}

async function readJson(response: Response, ownId: string): Promise<unknown> {
  let body: string;
  try {
    body = await response.text();
  } catch {
    throw new GraphError('no_connection', 0, ownId);
  }
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
