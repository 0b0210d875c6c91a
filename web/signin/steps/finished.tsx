import { Heading } from '../../shared/ui/heading';
import { Icon } from '../../shared/ui/icon';
import type { Client } from '../answers';
import { useWords } from '../strings';

interface Props {
  /** `leaving`: the browser is on its way to the program that asked. */
  readonly outcome: 'done' | 'denied' | 'leaving';
  readonly client: Client;
}

export function Finished({ outcome, client }: Props) {
  const words = useWords();
  const isDenied = outcome === 'denied';
  const text = outcome === 'leaving' ? words.leaving.text[client] : words[outcome].text;
  return (
    <div class="appear">
      <span class={isDenied ? 'badge warning' : 'badge success'}>
        <Icon name={isDenied ? 'warning' : 'check'} />
      </span>
      <Heading>{words[outcome].title}</Heading>
      <p class="lead">{text}</p>
    </div>
  );
}
