import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import type { Method } from '../answers';
import { useAccountStrings } from '../strings';
import type { MethodForm } from './place';
import { Problem } from './problem';
import { useFormCall } from './use_form_call';

export function RemoveMethod({ method, ...form }: MethodForm & { readonly method: Method }) {
  const { security, change } = useAccountStrings();
  const { busy, error, run } = useFormCall(form);
  const remove = () =>
    void run(async () => {
      await form.api.removeMethod(method.id);
      await form.onChanged('removed');
    });
  return (
    <div class="appear">
      <Heading>{security.removeTitle({ name: security.kinds[method.kind].name })}</Heading>
      <p class="lead">{[method.name, method.hint].filter((part) => part !== '').join(' · ')}</p>
      <div class="stack">
        <Problem error={error} />
        <p>{security.removeText}</p>
        <div class="actions">
          <Button primary busy={busy} onClick={remove}>
            {security.remove}
          </Button>
          <Button onClick={form.onCancel}>{change.cancel}</Button>
        </div>
      </div>
    </div>
  );
}
