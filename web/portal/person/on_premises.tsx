import { Breakable } from '../breakable';
import { useDateTime } from '../date_time';
import type { User } from '../graph/answers';
import { FactsCard } from '../page';
import { useStrings } from '../strings';

/** The person as the directory has them. */
export function OnPremises({ user }: { readonly user: User }) {
  const { person: texts, profile: { names, extensionAttribute } } = useStrings();
  const dateTime = useDateTime();
  const { profile } = user;
  const dn = profile.onPremisesDistinguishedName;
  return (
    <FactsCard
      title={texts.onPremises}
      facts={[
        [texts.samAccountName, user.samAccountName],
        [texts.netBiosName, user.netBiosName],
        [texts.domainName, user.domainName],
        [names.userPrincipalName, profile.onPremisesUserPrincipalName],
        [names.distinguishedName, dn === null ? null : <Breakable text={dn} />],
        [names.securityIdentifier, profile.onPremisesSecurityIdentifier],
        [texts.immutableId, user.immutableId],
        [names.lastSync, profile.lastSyncAt === null ? null : dateTime(profile.lastSyncAt)],
        ...profile.extensionAttributes.map(([name, value]) => [extensionAttribute({ number: name.replace(/^\D+/, '') }), value] as const),
      ]}
    />
  );
}
