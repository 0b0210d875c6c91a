import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { useTypedCode } from '../../shared/ui/typed_code';
import type { Enrolment } from '../answers';
import { AppSecret } from '../../shared/ui/app_secret';
import { QrCode } from '../../shared/ui/qr_code';
import { useWords } from '../strings';
import { useCall } from '../use_call';
import { CodeField } from './code_field';
import { Loading } from './loading';
import { Problem } from './problem';
import type { StepProps } from './step';

export function Enrol({ api, id, onNext, onFlowEnd }: StepProps) {
  const words = useWords();
  const { strings } = useLocalisation();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const { busy, error, run } = useCall(onFlowEnd);
  const typed = useTypedCode(error);
  const start = () => void run(async () => setEnrolment(await api.startEnrolment(id)));
  useEffect(start, []);

  const submit = (event: Event) => {
    event.preventDefault();
    const code = typed.read();
    if (code !== null) void run(async () => onNext(await api.confirmEnrolment(id, code)));
  };

  return (
    <form class="appear" onSubmit={submit} noValidate>
      <Heading>{words.enrol.title}</Heading>
      <p class="lead">{words.enrol.intro}</p>
      <div class="stack">
        {error?.code !== 'code_wrong' && <Problem error={error} />}
        {enrolment === null ? (
          <>
            {busy && <Loading />}
            {error !== null && <Button onClick={start}>{strings.common.tryAgain}</Button>}
          </>
        ) : (
          <>
            <ol class="enrolSteps">
              <li>{words.enrol.steps[0]}</li>
              <li>
                {words.enrol.steps[1]}
                <QrCode svg={enrolment.qr} label={words.enrol.qr} />
                <AppSecret secret={enrolment.secret} words={words.enrol} />
              </li>
              <li>{words.enrol.steps[2]}</li>
            </ol>
            <CodeField typed={typed} error={error} />
            <div class="actions">
              <Button type="submit" primary busy={busy}>
                {words.code.submit}
              </Button>
            </div>
          </>
        )}
      </div>
    </form>
  );
}
