import { useId } from 'preact/hooks';

interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint: string;
}

interface Props<T extends string> {
  readonly labelledBy: string;
  readonly choices: readonly Choice<T>[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

/** Radio buttons as cards. The hint is a description, so that the name stays what the label says. */
export function Choices<T extends string>({ labelledBy, choices, chosen, onChoose }: Props<T>) {
  const group = useId();
  return (
    <div class="choices" role="radiogroup" aria-labelledby={labelledBy}>
      {choices.map(({ value, label, hint }) => (
        <label class={value === chosen ? 'choice chosen' : 'choice'} key={value}>
          <input
            type="radio"
            name={group}
            value={value}
            checked={value === chosen}
            aria-labelledby={`${group}-${value}`}
            aria-describedby={`${group}-${value}-hint`}
            onChange={() => onChoose(value)}
          />
          <span class="choiceLabel" id={`${group}-${value}`}>
            {label}
          </span>
          <span class="hint" id={`${group}-${value}-hint`}>
            {hint}
          </span>
        </label>
      ))}
    </div>
  );
}
