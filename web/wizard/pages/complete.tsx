import { Subtitle2 } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Notice } from '../../fluent/notice';
import { Facts } from '../parts/facts';
import { PageFrame } from '../parts/page_frame';
import { useStrings } from '../strings';
import { useWizard } from '../wizard';

export function Complete() {
  const strings = useStrings();
  const words = strings.complete;
  const { api, state, exit } = useWizard();
  const { configured } = state;
  const [missing, setMissing] = useState(0);
  useEffect(() => {
    // Only a warning more: without it the page still tells the truth.
    Promise.all(configured.directories.map(({ number }) => api.rights(number))).then(
      (all) => setMissing(all.flatMap(({ missing }) => missing).filter(({ needed }) => needed === 'required').length),
      () => undefined,
    );
  }, []);
  return (
    <PageFrame intro={words.intro} onPrevious={null} onNext={exit} nextText={strings.exit}>
      {!configured.agentConnected && <Notice intent="warning" message={words.notConnected} />}
      {configured.staging && <Notice intent="info" message={words.staging} />}
      {!configured.staging && (configured.importedPeople ?? 0) === 0 && <Notice intent="info" message={words.noPeople} />}
      {missing > 0 && <Notice intent="warning" message={words.rights({ missing })} />}
      {configured.passwordWriteback && !configured.staging && <Notice intent="info" message={words.portal} />}
      <Subtitle2 as="h2">{strings.facts.heading}</Subtitle2>
      <Facts state={state} />
    </PageFrame>
  );
}
