import { Checkbox, Text } from '@fluentui/react-components';
import { useId } from 'react';
import { PageFrame } from '../parts/page_frame';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

export function Features() {
  const { features } = useStrings();
  const { api, state, accept } = useWizard();
  const call = useCall();
  const hint = useId();
  return (
    <PageFrame call={call} intro={features.intro}>
      <div>
        <Checkbox
          label={features.writeback}
          checked={state.draft.passwordWriteback}
          aria-describedby={hint}
          onChange={(_, { checked }) =>
            void call.run(async () => accept(await api.setFeatures(checked === true)))
          }
        />
        <Text as="p" block size={200} id={hint}>
          {features.writebackHint}
        </Text>
      </div>
    </PageFrame>
  );
}
