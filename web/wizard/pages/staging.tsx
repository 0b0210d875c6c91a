import { Checkbox, Text } from '@fluentui/react-components';
import { PageFrame } from '../parts/page_frame';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

export function Staging() {
  const { staging } = useStrings();
  const { api, state, accept } = useWizard();
  const call = useCall();
  const { options } = state.draft;
  return (
    <PageFrame call={call} intro={staging.intro}>
      <Text>{staging.now(state.configured.staging)}</Text>
      <Checkbox
        label={staging.enable}
        checked={options.staging}
        onChange={(_, { checked }) =>
          void call.run(async () => accept(await api.setOptions({ ...options, staging: checked === true })))
        }
      />
    </PageFrame>
  );
}
