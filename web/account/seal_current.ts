import { ApiError } from '../shared/api_error';
import { sealPasswords, UnsealableText, type SealedPassword, type Ticket } from '../shared/seal';

/** The password that somebody signs in with. What cannot be sealed can be nobody's. */
export async function sealCurrent(ticket: Ticket, current: string): Promise<SealedPassword[]> {
  if (ticket.recipients.length === 0) throw new ApiError('agent_unavailable');
  try {
    return await sealPasswords(ticket, { current, next: '' });
  } catch (thrown) {
    throw new ApiError(thrown instanceof UnsealableText ? 'sign_in_failed' : 'cannot_seal');
  }
}
