import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { useWords } from '../strings';
import { useCall } from '../use_call';
import { useTypedCode } from '../../shared/ui/typed_code';
import { CodeField } from './code_field';
import { Problem } from './problem';
import type { StepProps } from './step';

interface Props extends StepProps {
  readonly userName: string | null;
}

export function SecondStep({ api, id, userName, onNext, onFlowEnd }: Props) {
  const words = useWords();
  const { busy, error, run } = useCall(onFlowEnd);
  const typed = useTypedCode(error);
  const submit = (event: Event) => {
    event.preventDefault();
    const code = typed.read();
    if (code !== null) void run(async () => onNext(await api.totp(id, code)));
  };
  return (
    <form class="appear" onSubmit={submit} noValidate>
      <Heading>{words.secondStep.title}</Heading>
      <p class="lead">{words.secondStep.intro}</p>
      {userName !== null && <p class="who">{userName}</p>}
      <div class="stack">
        {error?.code !== 'code_wrong' && <Problem error={error} />}
        <CodeField typed={typed} error={error} />
        <p class="hint">{words.secondStep.lost}</p>
        <div class="actions">
          <Button type="submit" primary busy={busy}>
            {words.code.submit}
          </Button>
        </div>
      </div>
    </form>
  );
}
