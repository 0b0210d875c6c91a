/** What synchronisation brings of a person, in groups; a group of which the person has nothing is left out. */
import { useLanguage } from '../../fluent/language';
import { Breakable } from '../breakable';
import { userRow, type User } from '../graph/answers';
import type { GraphClient } from '../graph/client';
import { asGraphError } from '../graph/graph_error';
import { FactsCard } from '../page';
import { textOf } from '../problem';
import { RouteLink } from '../router';
import { PATHS } from '../services';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';

export function IdentityCard({ user }: { readonly user: User }) {
  const { person: texts, profile: { identity, names } } = useStrings();
  const { profile } = user;
  return (
    <FactsCard
      title={identity}
      facts={[
        [names.givenName, profile.givenName],
        [names.surname, profile.surname],
        [names.employeeId, profile.employeeId],
        [texts.mail, user.mail],
        [texts.otherMails, user.otherMails.join(', ') || null],
        [names.mailNickname, profile.mailNickname],
        [names.proxyAddresses, lines(profile.proxyAddresses)],
      ]}
    />
  );
}

export function JobCard({ user, path }: { readonly user: User; readonly path: string }) {
  const { job, names } = useStrings().profile;
  const strings = useStrings();
  const { formats } = useLanguage();
  const { graph } = useSession();
  const [manager] = useLoad(path, () => loadManager(graph, path), true);
  const { profile } = user;
  return (
    <FactsCard
      title={job}
      facts={[
        [names.jobTitle, profile.jobTitle],
        [names.department, profile.department],
        [names.company, profile.companyName],
        [names.office, profile.officeLocation],
        [names.manager, managerFact()],
      ]}
    />
  );

  function managerFact() {
    if (manager.at === 'loading') return null;
    if (manager.at === 'failed') return textOf(manager.error, strings, formats).title;
    if (manager.value === null) return null;
    const { id, displayName } = manager.value;
    return <RouteLink to={`${PATHS.users}/${encodeURIComponent(id)}`}>{displayName}</RouteLink>;
  }
}

/** Null: the person has none. */
async function loadManager(graph: GraphClient, path: string) {
  try {
    return await graph.get(`${path}/manager`, userRow);
  } catch (thrown) {
    const error = asGraphError(thrown);
    if (error.code === 'Request_ResourceNotFound') return null;
    throw error;
  }
}

export function ContactCard({ user: { profile } }: { readonly user: User }) {
  const { contact, names } = useStrings().profile;
  const { locale } = useLanguage();
  const city = [profile.postalCode, profile.city].filter((part) => part !== null).join(' ');
  return (
    <FactsCard
      title={contact}
      facts={[
        [names.phone, lines(profile.businessPhones)],
        [names.mobile, profile.mobilePhone],
        [names.fax, profile.faxNumber],
        [names.street, profile.streetAddress],
        [names.city, city || null],
        [names.region, profile.state],
        [names.country, profile.country],
        [names.usageLocation, profile.usageLocation === null ? null : regionName(profile.usageLocation, locale)],
      ]}
    />
  );
}

/** One below the other. */
function lines(values: readonly string[]) {
  if (values.length === 0) return null;
  return values.map((value) => (
    <div key={value}>
      <Breakable text={value} />
    </div>
  ));
}

/** "Denmark"; a code that nobody knows is shown as it is. */
function regionName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
