import { Button, Spinner } from '@fluentui/react-components';
import { description } from '../../shared/reset_answers';
import { DIRECTORY_PATIENCE_MS } from '../graph/client';
import { Card, Facts } from '../page';
import { Problem } from '../problem';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';

/** Lockout and the rest as the directory itself tells it now; when it cannot be asked, that is said. */
export function LiveState({ path }: { readonly path: string }) {
  const strings = useStrings();
  const { person: texts } = strings;
  const { graph } = useSession();
  const [loaded, again] = useLoad(path, () =>
    graph.get(`${path}/onPremisesState`, description, { patienceMs: DIRECTORY_PATIENCE_MS }),
  );
  return (
    <Card title={texts.live}>
      {loaded.at === 'loading' && <Spinner size="small" label={texts.asking} />}
      {loaded.at === 'failed' && <Problem error={loaded.error} title={texts.liveFailed} onTryAgain={again} />}
      {loaded.at === 'loaded' && (
        <>
          <Facts
            facts={[
              [texts.lockout, loaded.value.account.locked ? texts.locked : texts.notLocked],
              [texts.state, loaded.value.account.disabled ? texts.adDisabled : texts.adEnabled],
              [texts.expiry, loaded.value.account.expired ? texts.expired : texts.notExpired],
            ]}
          />
          <p>{texts.liveText}</p>
          <div>
            <Button onClick={again}>{texts.askAgain}</Button>
          </div>
        </>
      )}
    </Card>
  );
}
