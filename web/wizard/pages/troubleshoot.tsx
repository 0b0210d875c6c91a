import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Notice } from '../../fluent/notice';
import { among } from '../../shared/words';
import type { Finding } from '../answers';
import { PageFrame } from '../parts/page_frame';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

const INTENTS = { note: 'info', warning: 'warning', error: 'error' } as const;

export function Troubleshoot() {
  const { troubleshoot } = useStrings();
  const { api, go } = useWizard();
  const call = useCall();
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  const test = () =>
    void call.run(async () => {
      setFindings(null);
      setFindings(await api.troubleshoot());
    });
  useEffect(test, []);
  const isGood = findings !== null && findings.every(({ weight }) => weight === 'note');
  return (
    <PageFrame call={call} intro={troubleshoot.intro} onNext={null} onPrevious={() => go('tasks')}>
      <div>
        <Button appearance="primary" onClick={test}>
          {findings === null ? troubleshoot.run : troubleshoot.again}
        </Button>
      </div>
      {isGood && <Notice intent="success" message={troubleshoot.good} />}
      {findings?.map(({ weight, subject, text }, index) => (
        <Notice
          key={index}
          intent={INTENTS[weight]}
          message={{ title: `${troubleshoot.weights[weight]}: ${among(troubleshoot.subjects, subject) ?? subject}`, text }}
        />
      ))}
    </PageFrame>
  );
}
