import { Button, Subtitle2, Text } from '@fluentui/react-components';
import { Facts, isConfigured } from '../parts/facts';
import { PageFrame } from '../parts/page_frame';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

export function Welcome() {
  const strings = useStrings();
  const { state, exit } = useWizard();
  const call = useCall();
  return (
    <PageFrame call={call} intro={strings.welcome.intro} onPrevious={null} nextText={strings.welcome.configure}>
      <Subtitle2 as="h2">{strings.facts.heading}</Subtitle2>
      {isConfigured(state) ? <Facts state={state} /> : <Text>{strings.facts.nothing}</Text>}
      <Text>{strings.welcome.unchanged}</Text>
      <div>
        <Button appearance="subtle" onClick={() => void call.run(exit)}>
          {strings.exit}
        </Button>
      </div>
    </PageFrame>
  );
}
