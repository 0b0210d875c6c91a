import { useState } from 'preact/hooks';
import { Button } from '../../shared/ui/button';
import { Choices } from '../../shared/ui/choices';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import type { MethodKind, Methods } from '../answers';
import { useAccountStrings } from '../strings';
import { ADDABLE, SEVERAL } from './place';

interface Props {
  readonly methods: Methods;
  readonly onChoose: (kind: MethodKind) => void;
  readonly onCancel: () => void;
}

export function ChooseKind({ methods, onChoose, onCancel }: Props) {
  const { strings } = useLocalisation();
  const { security, change } = useAccountStrings();
  const kinds = methods.offered.filter((kind) => ADDABLE.has(kind));
  const has = (kind: MethodKind) => methods.methods.some((method) => method.kind === kind && !method.isLocked);
  const [chosen, setChosen] = useState<MethodKind | null>(kinds.find((kind) => !has(kind)) ?? kinds[0] ?? null);
  const submit = (event: Event) => {
    event.preventDefault();
    if (chosen !== null) onChoose(chosen);
  };
  return (
    <form class="appear" onSubmit={submit} noValidate>
      <Heading id="add-title">{security.add}</Heading>
      <div class="stack">
        {chosen !== null && (
          <Choices
            labelledBy="add-title"
            choices={kinds.map((kind) => ({
              value: kind,
              label: security.kinds[kind].name,
              hint: has(kind) && !SEVERAL.has(kind) ? security.replaces : security.kinds[kind].hint,
            }))}
            chosen={chosen}
            onChoose={setChosen}
          />
        )}
        <div class="actions">
          <Button type="submit" primary>
            {strings.common.next}
          </Button>
          <Button onClick={onCancel}>{change.cancel}</Button>
        </div>
      </div>
    </form>
  );
}
