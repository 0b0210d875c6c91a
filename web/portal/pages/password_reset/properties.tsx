import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { Notice } from '../../../fluent/notice';
import { ENABLED, VERIFY_CALLER, type Policy } from '../../graph/reset_policy';
import { Card } from '../../page';
import { useStrings } from '../../strings';
import { useHelpdeskStrings } from '../../strings/helpdesk';
import { GroupPicker } from './group_picker';
import { PolicyPage } from './policy_page';

const pick = ({ enabled, groupIds, helpdesk }: Policy) => ({ enabled, groupIds, helpdesk });

/** Who may reset their own password. */
export function Properties() {
  const { resetPolicy } = useStrings();
  const { policy: helpdesk } = useHelpdeskStrings();
  const { properties: texts } = resetPolicy;
  return (
    <PolicyPage entry="resetProperties" text={texts.text} pick={pick}>
      {({ policy, stored, change, isAllowed }) => (
        <>
          <Field label={texts.enabled} hint={texts.hints[policy.enabled]}>
            <RadioGroup
              layout="horizontal"
              value={policy.enabled}
              disabled={!isAllowed}
              onChange={(_event, { value }) => change({ enabled: ENABLED.find((one) => one === value) ?? 'none' })}
            >
              {ENABLED.map((one) => (
                <Radio key={one} value={one} label={texts.choices[one]} />
              ))}
            </RadioGroup>
          </Field>
          {policy.enabled === 'all' && stored.enabled !== 'all' && <Notice intent="info" message={texts.enablingAll} />}
          {policy.enabled === 'selected' && (
            <Card title={texts.groups}>
              <GroupPicker ids={policy.groupIds} isAllowed={isAllowed} onChange={(groupIds) => change({ groupIds })} />
            </Card>
          )}
          <Field label={helpdesk.label} hint={helpdesk.hints[policy.helpdesk.verifyCaller]}>
            <RadioGroup
              layout="horizontal"
              value={policy.helpdesk.verifyCaller}
              disabled={!isAllowed}
              onChange={(_event, { value }) =>
                change({ helpdesk: { verifyCaller: VERIFY_CALLER.find((one) => one === value) ?? 'required' } })
              }
            >
              {VERIFY_CALLER.map((one) => (
                <Radio key={one} value={one} label={helpdesk.choices[one]} />
              ))}
            </RadioGroup>
          </Field>
        </>
      )}
    </PolicyPage>
  );
}
