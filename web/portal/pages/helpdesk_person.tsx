import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { readSituation } from '../graph/helpdesk';
import { HelpCard } from '../helpdesk/help_card';
import { RecentCard } from '../helpdesk/recent_card';
import { VerifyCard } from '../helpdesk/verify_card';
import { WhyCard } from '../helpdesk/why_card';
import { Page } from '../page';
import { Problem } from '../problem';
import { RouteLink } from '../router';
import { PATHS } from '../services';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useHelpdeskStrings } from '../strings/helpdesk';
import { useLoad } from '../use_load';

const useStyles = makeStyles({
  links: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXL },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(400px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
});

/** Somebody who calls: why they cannot sign in, who they are, and what helps. */
export function HelpdeskPerson({ id }: { readonly id: string }) {
  const styles = useStyles();
  const strings = useStrings();
  const texts = useHelpdeskStrings();
  const { graph } = useSession();
  const [loaded, again] = useLoad(id, () => readSituation(graph, id), true);
  if (loaded.at !== 'loaded') {
    return (
      <Page title={strings.entries.helpdesk.name}>
        {loaded.at === 'loading' ? <Spinner label={texts.asking} /> : <Problem error={loaded.error} onTryAgain={again} />}
      </Page>
    );
  }
  const situation = loaded.value;
  const { displayName, userPrincipalName, jobTitle, department } = situation;
  return (
    <Page title={displayName} text={[userPrincipalName, jobTitle, department].filter((one) => one !== null).join(' · ')}>
      <div className={styles.links}>
        <RouteLink to={PATHS.helpdesk}>{texts.back}</RouteLink>
        <RouteLink to={`${PATHS.users}/${encodeURIComponent(id)}`}>{texts.openPerson}</RouteLink>
      </div>
      <div className={styles.cards}>
        <WhyCard situation={situation} onAskAgain={again} />
        <VerifyCard situation={situation} onChanged={again} />
        <HelpCard situation={situation} onChanged={again} />
        <RecentCard recent={situation.recent} />
      </div>
    </Page>
  );
}
