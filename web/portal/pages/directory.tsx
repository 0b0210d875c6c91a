import { Spinner } from '@fluentui/react-components';
import { collection, domain, organization } from '../graph/answers';
import { Card, Facts, Page } from '../page';
import { Problem } from '../problem';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';
import { ConnectionNotice } from './connection_notice';

/** What the organisation is, and how its people sign in. */
export function Directory() {
  const strings = useStrings();
  const { graph } = useSession();
  const [loaded, again] = useLoad('', async () => {
    const [whose, domains] = await Promise.all([
      graph.get('/v1.0/organization', organization),
      graph.get('/beta/domains', collection(domain)),
    ]);
    return { whose, domains: domains.value };
  });
  const { directory } = strings;
  return (
    <Page title={strings.entries.directory.name} text={directory.text}>
      {loaded.at === 'loading' && <Spinner label={strings.loading} />}
      {loaded.at === 'failed' && <Problem error={loaded.error} onTryAgain={again} />}
      {loaded.at === 'loaded' && (
        <>
          <Card title={directory.organization}>
            <Facts
              facts={[
                [directory.organization, loaded.value.whose.displayName],
                [directory.domains, loaded.value.whose.domains.join(', ') || null],
              ]}
            />
          </Card>
          {loaded.value.domains.length > 0 && (
            <Card title={directory.signIn}>
              <Facts
                facts={loaded.value.domains.map(({ id, signInType }) => [id, strings.signInTypes[signInType].name])}
              />
            </Card>
          )}
        </>
      )}
      <Card title={directory.connection}>
        <ConnectionNotice />
      </Card>
    </Page>
  );
}
