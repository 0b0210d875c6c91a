import type { Policy } from '../../graph/reset_policy';
import { useStrings } from '../../strings';
import { NumberField } from './number_field';
import { PolicyPage } from './policy_page';
import { YesNo } from './yes_no';

const pick = ({ registrationRequired, reconfirmDays }: Policy) => ({ registrationRequired, reconfirmDays });

/** When people are asked for their methods. */
export function Registration() {
  const { registration: texts } = useStrings().resetPolicy;
  return (
    <PolicyPage entry="resetRegistration" text={texts.text} pick={pick}>
      {({ policy, change, isAllowed }) => (
        <>
          <YesNo
            question={texts.required}
            hint={texts.requiredHint}
            value={policy.registrationRequired}
            isAllowed={isAllowed}
            onChange={(registrationRequired) => change({ registrationRequired })}
          />
          <NumberField
            label={texts.days}
            hint={texts.daysHint}
            value={policy.reconfirmDays}
            isAllowed={isAllowed}
            onChange={(reconfirmDays) => change({ reconfirmDays })}
          />
        </>
      )}
    </PolicyPage>
  );
}
