import { nullable, object, text, type JsonObject } from '../shared/decode';

/**
 * A call that did not do what it should. `code` is one of docs/protocol.md §10, or of the page's own: `no_connection`,
 * `forbidden` (the wizard does not know this browser any more), `unexpected`.
 */
export class WizardError extends Error {
  readonly code: string;
  readonly details: JsonObject;

  constructor(code: string, details: JsonObject = {}) {
    super(code);
    this.name = 'WizardError';
    this.code = code;
    this.details = details;
  }
}

export function asWizardError(thrown: unknown): WizardError {
  return thrown instanceof WizardError ? thrown : new WizardError('unexpected');
}

/** The message, in English, is kept as `fallback`: for what has no text of its own here. */
export function decodeWizardError(status: number, body: unknown): WizardError {
  if (status === 403) return new WizardError('forbidden');
  try {
    const error = object(object(body).error);
    const details = nullable(object)(error.details) ?? {};
    return new WizardError(text(error.code), { ...details, fallback: nullable(text)(error.message) });
  } catch {
    return new WizardError('unexpected');
  }
}
