/**
 * An administrator's reset or unlock of one person: ticket, seal, hand in, wait for the directory's answer. The plain
 * password never leaves this page.
 */
import { API_ERROR_CODES, ApiError } from '../../shared/api_error';
import { awaitOutcome } from '../../shared/await_outcome';
import { pauseUntilOnline } from '../../shared/pause';
import { ticket as decodeTicket, type Kind } from '../../shared/reset_answers';
import { sealPasswords, UnsealableText, type SealedPassword, type Ticket } from '../../shared/seal';
import { administratorOutcome, type AdministratorOutcome } from '../graph/answers';
import type { GraphClient } from '../graph/client';
import { asGraphError, GraphError } from '../graph/graph_error';

export interface Writeback {
  readonly kind: Kind;
  readonly mustChange: boolean;
  /** Asked for when the ticket is there, and not kept. Empty for an unlock. */
  readonly password: () => string;
}

/** Throws GraphError when nothing can have been changed, UnsealableText when the password cannot be sent at all. */
export async function writeBack(
  graph: GraphClient,
  person: string,
  { kind, mustChange, password }: Writeback,
  onConnection: (isConnected: boolean) => void,
): Promise<AdministratorOutcome> {
  const root = `${person}/passwordWritebacks`;
  const ticket = await graph.post(root, { kind, mustChange }, decodeTicket);
  const sealed = kind === 'reset' ? await seal(ticket, password()) : [];
  const outcome = await deliver(graph, `${root}/${encodeURIComponent(ticket.requestId)}`, sealed, onConnection);
  return outcome ?? { reason: 'outcome_unknown', kind, supportCode: ticket.requestId, details: {}, retry: false };
}

async function seal(ticket: Ticket, next: string): Promise<SealedPassword[]> {
  if (ticket.recipients.length === 0) throw new GraphError('agent_unavailable', 0, ticket.requestId);
  try {
    return await sealPasswords(ticket, { current: '', next });
  } catch (thrown) {
    if (thrown instanceof UnsealableText) throw thrown;
    throw new GraphError('cannot_seal', 0, ticket.requestId);
  }
}

async function deliver(
  graph: GraphClient,
  path: string,
  sealed: readonly SealedPassword[],
  onConnection: (isConnected: boolean) => void,
): Promise<AdministratorOutcome | null> {
  let last: GraphError | null = null;
  const tell = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (thrown) {
      last = asGraphError(thrown);
      throw asApiError(last);
    }
  };
  const body = sealed.length === 0 ? {} : { sealed };
  try {
    return await awaitOutcome<AdministratorOutcome>({
      submit: (patienceMs) => tell(graph.post(path, body, administratorOutcome, patienceMs)),
      poll: (seconds) =>
        tell(graph.get(`${path}?wait=${seconds}`, administratorOutcome, { patienceMs: seconds * 1000 + 10_000 })),
      now: () => performance.now(),
      pause: pauseUntilOnline,
      onConnection,
    });
  } catch (thrown) {
    throw last ?? thrown;
  }
}

/** What waiting has to know of an error: whether something may have been changed. */
function asApiError({ code, status }: GraphError): ApiError {
  const known = API_ERROR_CODES.find((one) => one === code);
  if (known !== undefined) return new ApiError(known, status);
  if (status === 401) return new ApiError('session_missing', status);
  if (status === 404) return new ApiError('not_found', status);
  if (status === 429) return new ApiError('too_many_attempts', status);
  return new ApiError(status >= 400 && status < 500 ? 'kind_not_allowed' : 'unexpected', status);
}
