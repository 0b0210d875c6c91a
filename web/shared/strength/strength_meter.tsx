import { useEffect, useState } from 'preact/hooks';
import type { StrengthMeterProps } from '../ui/strength_hint';
import { among } from '../words';
import { useLocalisation } from '../ui/language_context';
import { estimate, type Strength } from './estimate';
import { STRENGTH_WORDS } from './words';

/** After the last key: a screen reader that reads each key's verdict drowns the typing, and the eye gains nothing. */
const QUIET_MS = 400;

export function StrengthMeter({ field, typed, own }: StrengthMeterProps) {
  const { language } = useLocalisation();
  const [strength, setStrength] = useState<Strength | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      const value = field.current?.value ?? '';
      setStrength(value === '' ? null : estimate(value, own));
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const words = STRENGTH_WORDS.in(language);
  const shown = typed.length > 0 ? strength : null;
  return (
    <div class="strength" data-level={shown?.level}>
      {shown !== null && (
        <div class="strengthBar" aria-hidden="true">
          {[1, 2, 3, 4].map((step) => (
            <span class={step <= shown.level ? 'on' : ''} key={step} />
          ))}
        </div>
      )}
      <p role="status">{shown === null ? '' : textOf(shown)}</p>
    </div>
  );

  function textOf({ level, weakness }: Strength): string {
    const verdict = `${words.label}: ${words.levels[level]}.`;
    if (level > 2) return verdict;
    return `${verdict} ${among(words.weaknesses, weakness ?? '') ?? words.longer}`;
  }
}
