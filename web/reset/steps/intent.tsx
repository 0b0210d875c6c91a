import { useId, useState } from 'preact/hooks';
import type { Kind } from '../../shared/reset_answers';
import { Button } from '../../shared/ui/button';
import { Choices } from '../../shared/ui/choices';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';

interface Props {
  readonly intents: readonly Kind[];
  readonly kind: Kind;
  readonly onChosen: (kind: Kind) => void;
  readonly onBack: () => void;
}

export function Intent({ intents, kind, onChosen, onBack }: Props) {
  const { strings } = useLocalisation();
  const [chosen, setChosen] = useState(kind);
  const title = useId();
  const submit = (event: Event) => {
    event.preventDefault();
    onChosen(chosen);
  };
  return (
    <form class="appear" onSubmit={submit}>
      <Heading id={title}>{strings.intent.title}</Heading>
      <div class="stack">
        <Choices
          labelledBy={title}
          choices={intents.map((value) => ({ value, ...strings.intent.choices[value] }))}
          chosen={chosen}
          onChoose={setChosen}
        />
        <div class="actions">
          <Button type="submit" primary>
            {strings.common.next}
          </Button>
          <Button onClick={onBack}>{strings.common.back}</Button>
        </div>
      </div>
    </form>
  );
}
