import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useLanguage } from '../../fluent/language';
import { Notice } from '../../fluent/notice';
import type { Schema as Answer } from '../answers';
import { PageFrame } from '../parts/page_frame';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

export function Schema() {
  const { schema } = useStrings();
  const { formats } = useLanguage();
  const { api, go } = useWizard();
  const call = useCall();
  const [answer, setAnswer] = useState<Answer | null>(null);
  return (
    <PageFrame call={call} intro={schema.intro} onNext={null} onPrevious={() => go('tasks')}>
      <div>
        <Button appearance="primary" onClick={() => void call.run(async () => setAnswer(await api.refreshSchema()))}>
          {schema.run}
        </Button>
      </div>
      {answer !== null && (
        <Notice
          intent={answer.policyHints ? 'success' : 'warning'}
          message={{
            title: schema.done(formats, answer.attributes, answer.server),
            text: answer.policyHints ? schema.hints : schema.noHints,
          }}
        />
      )}
    </PageFrame>
  );
}
