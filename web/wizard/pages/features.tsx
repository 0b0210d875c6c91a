import { Checkbox, Text } from '@fluentui/react-components';
import { useId } from 'react';
import { PageFrame } from '../parts/page_frame';
import { useStrings } from '../strings';
import { useKept } from '../use_kept';
import { useWizard } from '../wizard';

export function Features() {
  const { features } = useStrings();
  const { api, state, accept, goBack, goOn } = useWizard();
  const writeback = useKept(state.draft.passwordWriteback, async (isOn) => accept(await api.setFeatures(isOn)));
  const hint = useId();
  const keepThen = (way: () => Promise<void>) => async () => {
    await writeback.keep();
    await way();
  };
  return (
    <PageFrame intro={features.intro} onNext={keepThen(goOn)} onPrevious={keepThen(goBack)}>
      <div>
        <Checkbox
          label={features.writeback}
          checked={writeback.value}
          aria-describedby={hint}
          onChange={(_, { checked }) => writeback.change(checked === true)}
        />
        <Text as="p" block size={200} id={hint}>
          {features.writebackHint}
        </Text>
      </div>
    </PageFrame>
  );
}
