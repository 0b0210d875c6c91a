import { count, text, type Decoder } from '../../shared/decode';

/** A point in time as milliseconds since 1970. */
export const time: Decoder<number> = (value) => count(Math.floor(Date.parse(text(value))));
