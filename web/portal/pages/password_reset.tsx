import { Spinner } from '@fluentui/react-components';
import { integration } from '../graph/answers';
import { Card, Page } from '../page';
import { Problem } from '../problem';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';

export const INTEGRATION_PATH = '/beta/policies/onPremisesIntegration';

/** Where the menu of Password reset begins: what applies now, in words. */
export function PasswordReset() {
  const strings = useStrings();
  const { passwordReset: texts } = strings;
  const { graph } = useSession();
  const [loaded, again] = useLoad('', () => graph.get(INTEGRATION_PATH, integration));
  return (
    <Page title={strings.entries.passwordReset.name} text={texts.text}>
      <Card title={texts.now}>
        {loaded.at === 'loading' && <Spinner label={strings.loading} />}
        {loaded.at === 'failed' && <Problem error={loaded.error} onTryAgain={again} />}
        {loaded.at === 'loaded' && (
          <div>
            <p>{loaded.value.passwordWritebackEnabled ? texts.on : texts.off}</p>
            <p>{loaded.value.accountUnlockEnabled ? texts.unlockOn : texts.unlockOff}</p>
          </div>
        )}
      </Card>
    </Page>
  );
}
