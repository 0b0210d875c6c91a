import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import type { Begun } from '../answers';
import { Loading } from '../steps/loading';
import { useAccountStrings } from '../strings';
import type { MethodForm } from './place';
import { Problem } from './problem';
import { useFormCall } from './use_form_call';

/** Ten codes, shown once. They serve once the person says that they have kept them. */
export function AddRecoveryCodes(form: MethodForm) {
  const { security, change } = useAccountStrings();
  const words = security.recovery;
  const [begun, setBegun] = useState<Begun | null>(null);
  const [isCopied, setCopied] = useState(false);
  const { busy, error, run } = useFormCall(form);
  const begin = () => void run(async () => setBegun(await form.api.beginMethod({ kind: 'recoveryCode' })));
  useEffect(begin, []);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(begun?.codes.join('\n') ?? '');
      setCopied(true);
    } catch {
      setCopied(false); // not allowed here: the codes can still be printed or written down
    }
  };
  const finish = () =>
    void run(async () => {
      await form.api.confirmMethod(begun?.registration ?? '', {});
      await form.onChanged('added');
    });
  return (
    <div class="appear">
      <Heading>{security.kinds.recoveryCode.name}</Heading>
      <p class="lead">{words.intro}</p>
      <div class="stack">
        <Problem error={error} onRetry={begin} />
        {begun === null && busy && <Loading />}
        {begun !== null && (
          <ol class="recoveryCodes">
            {begun.codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ol>
        )}
        {begun !== null && (
          <p class="noPrint">
            <button type="button" class="linkButton" onClick={() => window.print()}>
              {words.print}
            </button>{' '}
            <button type="button" class="linkButton" onClick={() => void copy()}>
              {words.copy}
            </button>{' '}
            <span role="status">{isCopied ? words.copied : ''}</span>
          </p>
        )}
        <div class="actions noPrint">
          {begun !== null && (
            <Button primary busy={busy} onClick={finish}>
              {words.kept}
            </Button>
          )}
          <Button onClick={form.onCancel}>{change.cancel}</Button>
        </div>
      </div>
    </div>
  );
}
