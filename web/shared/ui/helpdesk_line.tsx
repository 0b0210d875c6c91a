import { ContactAdministrator } from './contact_administrator';
import { useLocalisation } from './language_context';
import { useSite } from './site_context';

/** Where to turn, as the operator has set it; else the administrators, once somebody has said who they are. */
export function HelpdeskLine() {
  const { strings } = useLocalisation();
  const { helpdesk, askForHelp } = useSite();
  if (helpdesk === null) return askForHelp ? <ContactAdministrator ask={askForHelp} /> : null;
  const url = safeUrl(helpdesk.url);
  const label = helpdesk.text ?? (url === null ? null : strings.common.helpLink);
  if (label === null) return null;
  return (
    <p>
      {strings.common.help} {url === null ? label : <a href={url}>{label}</a>}
    </p>
  );
}

function safeUrl(url: string | null): string | null {
  return url !== null && /^(https:\/\/|mailto:|tel:)/i.test(url) ? url : null;
}
