import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { Notice } from '../../fluent/notice';
import type { Schema as Answer } from '../answers';
import { PageFrame } from '../parts/page_frame';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

export function Schema() {
  const { schema } = useStrings();
  const { api, state, go } = useWizard();
  const call = useCall();
  const [read, setRead] = useState<readonly Answer[]>([]);
  const refresh = async () => {
    setRead([]);
    for (const { number } of state.draft.directories) {
      const answer = await api.refreshSchema(number);
      setRead((before) => [...before, answer]);
    }
  };
  return (
    <PageFrame call={call} intro={schema.intro} onNext={null} onPrevious={() => go('tasks')}>
      <div>
        <Button appearance="primary" onClick={() => void call.run(refresh)}>
          {schema.run}
        </Button>
      </div>
      {read.map((answer) => (
        <Notice
          key={answer.server}
          intent={answer.policyHints ? 'success' : 'warning'}
          message={{
            title: schema.done({ attributes: answer.attributes, server: answer.server }),
            text: answer.policyHints ? schema.hints : schema.noHints,
          }}
        />
      ))}
    </PageFrame>
  );
}
