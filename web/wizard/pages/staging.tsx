import { Checkbox, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { PageFrame } from '../parts/page_frame';
import { useStrings } from '../strings';
import { useWizard } from '../wizard';

export function Staging() {
  const { staging } = useStrings();
  const { api, state, accept, goOn } = useWizard();
  const [isOn, setOn] = useState(state.draft.options.staging);
  const next = async () => {
    accept(await api.setOptions({ ...state.draft.options, staging: isOn }));
    await goOn();
  };
  return (
    <PageFrame intro={staging.intro} onNext={next}>
      <Text>{staging.now({ on: state.configured.staging })}</Text>
      <Checkbox label={staging.enable} checked={isOn} onChange={(_, { checked }) => setOn(checked === true)} />
    </PageFrame>
  );
}
