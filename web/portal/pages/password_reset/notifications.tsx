import type { Policy } from '../../graph/reset_policy';
import { useStrings } from '../../strings';
import { ExpiryReminders } from './expiry_reminders';
import { PolicyPage } from './policy_page';
import { YesNo } from './yes_no';

const pick = ({ notifyPeople, notifyAdministrators, expiryReminders }: Policy) => ({
  notifyPeople,
  notifyAdministrators,
  expiryReminders,
});

/** Who is told when a password was reset, and before it expires. */
export function Notifications() {
  const { notifications: texts } = useStrings().resetPolicy;
  return (
    <PolicyPage entry="resetNotifications" text={texts.text} pick={pick}>
      {({ policy, change, isAllowed }) => (
        <>
          <YesNo
            question={texts.people}
            hint={texts.peopleHint}
            value={policy.notifyPeople}
            isAllowed={isAllowed}
            onChange={(notifyPeople) => change({ notifyPeople })}
          />
          <YesNo
            question={texts.administrators}
            hint={texts.administratorsHint}
            value={policy.notifyAdministrators}
            isAllowed={isAllowed}
            onChange={(notifyAdministrators) => change({ notifyAdministrators })}
          />
          <ExpiryReminders
            value={policy.expiryReminders}
            isAllowed={isAllowed}
            onChange={(expiryReminders) => change({ expiryReminders })}
          />
        </>
      )}
    </PolicyPage>
  );
}
