import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { MessageBar } from '../../shared/ui/message_bar';
import type { Flow } from '../answers';
import { useWords } from '../strings';
import { useCall } from '../use_call';
import { Problem } from './problem';
import type { StepProps } from './step';

interface Props extends StepProps {
  readonly flow: Flow;
  readonly onDenied: () => void;
}

/** Only for a device's code: who asks is told before anything is allowed. */
export function Consent({ api, id, flow, onNext, onFlowEnd, onDenied }: Props) {
  const words = useWords().consent;
  const { busy, error, run } = useCall(onFlowEnd);
  const answer = (allow: boolean) =>
    void run(async () => {
      const next = await api.consent(id, allow);
      if (allow) onNext(next);
      else onDenied();
    });
  return (
    <div class="appear">
      <Heading>{words.title[flow.client]}</Heading>
      <p class="lead">{words.intro({ tenantName: flow.tenantName })}</p>
      {flow.userName !== null && (
        <p class="who">
          {words.signedInAs} <strong>{flow.userName}</strong>
        </p>
      )}
      <div class="stack">
        <Problem error={error} />
        <MessageBar tone="warning" message={words.warning} />
        <div class="actions">
          <Button onClick={() => answer(false)}>{words.deny}</Button>
          <Button primary busy={busy} onClick={() => answer(true)}>
            {words.allow}
          </Button>
        </div>
      </div>
    </div>
  );
}
