/** Turns what came over the wire into types; throws DecodeError on anything else. Members not asked for are ignored. */

export class DecodeError extends Error {
  constructor(expected: string) {
    super(`expected ${expected}`);
    this.name = 'DecodeError';
  }
}

export type Decoder<T> = (value: unknown) => T;
export type JsonObject = Readonly<Record<string, unknown>>;

export const object: Decoder<JsonObject> = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new DecodeError('an object');
  return value as JsonObject;
};

export const text: Decoder<string> = (value) => {
  if (typeof value !== 'string') throw new DecodeError('a string');
  return value;
};

export const flag: Decoder<boolean> = (value) => {
  if (typeof value !== 'boolean') throw new DecodeError('a boolean');
  return value;
};

/** Counts, lengths, seconds and milliseconds: none is negative. */
export const count: Decoder<number> = (value) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new DecodeError('a number that is not negative');
  return value as number;
};

export function nullable<T>(inner: Decoder<T>): Decoder<T | null> {
  return (value) => (value === null || value === undefined ? null : inner(value));
}

export function listOf<T>(inner: Decoder<T>): Decoder<T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new DecodeError('a list');
    return value.map(inner);
  };
}

export function oneOf<T extends string>(allowed: readonly T[]): Decoder<T> {
  return (value) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) throw new DecodeError(allowed.join(' or '));
    return found;
  };
}
