import type { JsonObject } from '../shared/decode';
import type { Formats } from '../shared/format';

/** What the texts of errors say of an error's details. `seconds` is how far this machine's clock is ahead. */
export function errorArguments(details: JsonObject, formats: Formats) {
  const { seconds, fallback } = details;
  return {
    difference: typeof seconds === 'number' ? formats.duration(Math.abs(seconds)) : null,
    isBehind: typeof seconds === 'number' && seconds < 0,
    fallback: typeof fallback === 'string' ? fallback : '',
  };
}
