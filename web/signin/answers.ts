/** The answers of the sign-in page's API (docs/protocol.md §8), decoded. */

import { nullable, object, oneOf, text, type Decoder } from '../shared/decode';

const STEPS = ['password', 'totp', 'enrol_totp', 'device', 'consent', 'done'] as const;
export type Step = (typeof STEPS)[number];

export const CLIENTS = ['portal', 'tilbage-connect'] as const;
export type Client = (typeof CLIENTS)[number];

export interface Flow {
  readonly step: Step;
  readonly tenantName: string;
  readonly client: Client;
  readonly userName: string | null;
  readonly loginHint: string | null;
  readonly redirectTo: string | null;
}

export interface Enrolment {
  /** Base32. */
  readonly secret: string;
  readonly uri: string;
  /** An SVG document as text. */
  readonly qr: string;
}

export const flow: Decoder<Flow> = (value) => {
  const members = object(value);
  return {
    step: oneOf(STEPS)(members.step),
    tenantName: text(members.tenantName),
    client: oneOf(CLIENTS)(members.client),
    userName: nullable(text)(members.userName),
    loginHint: nullable(text)(members.loginHint),
    redirectTo: nullable(text)(members.redirectTo),
  };
};

export const enrolment: Decoder<Enrolment> = (value) => {
  const members = object(value);
  return { secret: text(members.secret), uri: text(members.uri), qr: text(members.qr) };
};

export const startedFlow: Decoder<string> = (value) => text(object(value).flow);
