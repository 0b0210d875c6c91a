import type { ReactNode } from 'react';
import { policy as decode, POLICY_PATH, type Policy } from '../../graph/reset_policy';
import type { Entry } from '../../services';
import { SettingsPage, type SettingsParts } from './settings_page';

export type PolicyParts = SettingsParts<Policy>;

interface Props {
  readonly entry: Entry;
  readonly text: string;
  readonly pick: (policy: Policy) => object;
  readonly children: (parts: PolicyParts) => ReactNode;
}

const SOURCE = { path: POLICY_PATH, decode };

/** One page of the password reset policy. */
export function PolicyPage(props: Props) {
  return <SettingsPage source={SOURCE} {...props} />;
}
