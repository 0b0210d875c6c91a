import { useRef, useState } from 'preact/hooks';
import { Button } from '../../shared/ui/button';
import { Field } from '../../shared/ui/field';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import type { SigninApi } from '../api';
import { useWords } from '../strings';
import { useCall } from '../use_call';
import { Problem } from './problem';

interface Props {
  readonly api: SigninApi;
  /** From the address; the person still has to say yes to it. */
  readonly userCode: string;
  readonly isLanding: boolean;
  readonly onFlow: (flow: string) => void;
}

export function DeviceCode({ api, userCode, isLanding, onFlow }: Props) {
  const words = useWords().device;
  const { strings } = useLocalisation();
  const input = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  const { busy, error, run } = useCall(() => undefined);
  const submit = (event: Event) => {
    event.preventDefault();
    const typed = input.current?.value.trim().toUpperCase() ?? '';
    setMissing(typed === '');
    if (typed === '') return input.current?.focus();
    void run(async () => onFlow(await api.device(typed)));
  };
  return (
    <form class="appear" onSubmit={submit} noValidate>
      <Heading takesFocus={!isLanding}>{words.title}</Heading>
      <p class="lead">{words.intro}</p>
      <div class="stack">
        <Problem error={error} />
        <Field
          id="user-code"
          label={words.code}
          hint={words.hint}
          error={isMissing ? words.missing : null}
          autoComplete="off"
          inputClass="code deviceCode"
          defaultValue={userCode}
          inputRef={input}
          onInput={() => setMissing(false)}
        />
        <div class="actions">
          <Button type="submit" primary busy={busy}>
            {strings.common.next}
          </Button>
        </div>
      </div>
    </form>
  );
}
