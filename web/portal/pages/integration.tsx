import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { Notice } from '../../fluent/notice';
import { integration, type Integration as Settings } from '../graph/answers';
import type { Tagged } from '../graph/client';
import { Card, Facts, Page } from '../page';
import { Problem } from '../problem';
import { SaveForm } from '../saving/save_form';
import { useSaving } from '../saving/use_saving';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';
import { AgentFacts } from './agent_facts';
import { ConnectionNotice } from './connection_notice';
import { INTEGRATION_PATH } from './password_reset';
import { YesNo } from './password_reset/yes_no';

const useStyles = makeStyles({
  agents: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  agent: { margin: `0 0 ${tokens.spacingVerticalS}`, fontSize: tokens.fontSizeBase300, overflowWrap: 'anywhere' },
});

export function Integration() {
  const styles = useStyles();
  const strings = useStrings();
  const { graph } = useSession();
  const [loaded, again] = useLoad('', () => graph.getTagged(INTEGRATION_PATH, integration));
  return (
    <Page title={strings.entries.integration.name} text={strings.integration.text}>
      {loaded.at === 'loading' && <Spinner label={strings.loading} />}
      {loaded.at === 'failed' && <Problem error={loaded.error} onTryAgain={again} />}
      {loaded.at === 'loaded' && <SettingsForm loaded={loaded.value} />}
      <Card title={strings.integration.connection}>
        <ConnectionNotice>
          {(agents) => (
            <div className={styles.agents}>
              {agents.map((agent) => (
                <div key={agent.id}>
                  <h3 className={styles.agent}>{agent.displayName}</h3>
                  <AgentFacts agent={agent} />
                </div>
              ))}
            </div>
          )}
        </ConnectionNotice>
      </Card>
    </Page>
  );
}

const SOURCE = { path: INTEGRATION_PATH, decode: integration };

function SettingsForm({ loaded }: { readonly loaded: Tagged<Settings> }) {
  const strings = useStrings();
  const texts = strings.integration;
  const saving = useSaving({
    source: SOURCE,
    loaded,
    typedOf: (stored) => stored,
    bodyOf: (typed) => typed,
  });
  const { typed, stored, isAllowed, change } = saving;
  const wasOn = stored.value.passwordWritebackEnabled;
  return (
    <>
      {!isAllowed && <Notice intent="info" message={{ title: texts.onlyGlobal }} />}
      <SaveForm saving={saving} theirs={(theirs) => <Theirs theirs={theirs} />}>
        <YesNo
          question={texts.writeback}
          hint={texts.writebackHint}
          value={typed.passwordWritebackEnabled}
          isAllowed={isAllowed}
          onChange={(passwordWritebackEnabled) => change({ passwordWritebackEnabled })}
        />
        <YesNo
          question={texts.unlock}
          hint={texts.unlockHint}
          value={typed.accountUnlockEnabled}
          isAllowed={isAllowed}
          onChange={(accountUnlockEnabled) => change({ accountUnlockEnabled })}
        />
        {typed.passwordWritebackEnabled !== wasOn && (
          <Notice intent={wasOn ? 'warning' : 'info'} message={wasOn ? texts.turningOff : texts.turningOn} />
        )}
      </SaveForm>
    </>
  );
}

function Theirs({ theirs }: { readonly theirs: Settings }) {
  const strings = useStrings();
  const { integration: texts } = strings;
  const said = (value: boolean) => (value ? strings.yes : strings.no);
  return (
    <Facts
      facts={[
        [texts.writeback, `${texts.theirs}: ${said(theirs.passwordWritebackEnabled)}`],
        [texts.unlock, `${texts.theirs}: ${said(theirs.accountUnlockEnabled)}`],
      ]}
    />
  );
}
