import { useEffect, useState } from 'preact/hooks';
import { CHARACTER_KINDS } from '../password_text';
import { Icon, type IconName } from './icon';
import { useLocalisation } from './language_context';
import { stateOf, type Measure, type Rule, type RuleId, type RuleState } from '../rules';

interface Props {
  readonly id: string;
  readonly rules: readonly Rule[];
  readonly typed: Measure;
  readonly failed: RuleId | null;
  /** The directory told nothing but what it has in common with every directory. */
  readonly isUnknown: boolean;
}

const ICONS: Readonly<Record<RuleState, IconName>> = { met: 'check', notMet: 'ring', later: 'dot', failed: 'cross' };

export function RuleList({ id, rules, typed, failed, isUnknown }: Props) {
  const { strings } = useLocalisation();
  const states = rules.map((rule) => stateOf(rule, typed, failed));
  return (
    <section class="rules" aria-labelledby={`${id}-title`}>
      <h2 class="rulesTitle" id={`${id}-title`}>
        {strings.rules.title}
      </h2>
      {isUnknown && <p class="hint">{strings.rules.unknown}</p>}
      <ul id={id}>
        {rules.map((rule, index) => {
          const state = states[index] ?? 'later';
          return (
            <li class={`rule ${state}`} data-rule={rule.id} data-state={state} key={rule.id}>
              <Icon name={ICONS[state]} />
              <div>
                <span>{ruleText(rule)}</span>
                <span class="visuallyHidden"> – {spokenState(state)}</span>
                {rule.id === 'kinds' && <Kinds typed={typed} />}
              </div>
            </li>
          );
        })}
      </ul>
      <Progress states={states} hasTyped={typed.length > 0} />
    </section>
  );

  function ruleText({ id: rule, value }: Rule): string {
    return rule === 'notName' ? strings.rules.notName : strings.rules[rule]({ count: value });
  }

  function spokenState(state: RuleState): string {
    return state === 'later' ? strings.rules.checkedLater : strings.rules[state];
  }
}

function Kinds({ typed }: { typed: Measure }) {
  const { strings } = useLocalisation();
  const shown = CHARACTER_KINDS.filter((kind) => kind !== 'otherLetter' || typed.kinds.has(kind));
  return (
    <span class="kinds">
      {shown.map((kind) => {
        const has = typed.kinds.has(kind);
        return (
          <span class={has ? 'kind has' : 'kind'} key={kind}>
            {has && <Icon name="check" />}
            {strings.rules.kind[kind]}
            {has && <span class="visuallyHidden"> – {strings.rules.met}</span>}
          </span>
        );
      })}
    </span>
  );
}

const QUIET_MS = 900;

/** Tells a screen reader how far it is, once the typing pauses; reading every key out would drown the typing. */
function Progress({ states, hasTyped }: { states: readonly RuleState[]; hasTyped: boolean }) {
  const { strings } = useLocalisation();
  const checkable = states.filter((state) => state !== 'later');
  const met = checkable.filter((state) => state === 'met').length;
  const text = hasTyped ? strings.rules.progress({ met, of: checkable.length }) : '';
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(text), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="visuallyHidden" role="status">
      {spoken}
    </p>
  );
}
