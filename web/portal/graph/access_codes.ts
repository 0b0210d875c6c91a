/** Temporary access codes (docs/protocol.md §12). */
import { object, text, type Decoder } from '../../shared/decode';
import type { GraphClient } from './client';
import { time } from './time';

export interface AccessCode {
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export const LIFETIMES_MINUTES = [10, 30, 60, 240, 480] as const;
export const USUAL_LIFETIME_MINUTES = 60;

const accessCode: Decoder<AccessCode> = (value) => {
  const members = object(value);
  return { code: text(members.temporaryAccessCode), expiresAt: time(members.expiresDateTime) };
};

export function issueAccessCode(graph: GraphClient, person: string, lifetimeInMinutes: number): Promise<AccessCode> {
  return graph.post(`${person}/temporaryAccessCodes`, { lifetimeInMinutes }, accessCode);
}

export function takeAccessCodeBack(graph: GraphClient, person: string): Promise<void> {
  return graph.remove(`${person}/temporaryAccessCodes`);
}
