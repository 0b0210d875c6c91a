import type { ComponentType, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Measure } from '../rules';
import { STRENGTH_WORDS } from '../strength/words';
import { useLocalisation } from './language_context';

export interface StrengthMeterProps {
  readonly field: RefObject<HTMLInputElement | null>;
  /** Another one at each key. */
  readonly typed: Measure;
  /** What belongs to the person or the organisation, and is guessed first. */
  readonly own: readonly string[];
}

/**
 * How hard the password is to guess; loaded with the first key. Without it the form works as it does with it. Its place
 * is kept from the start: what it says comes a moment after the last key, when the button below may be under a finger.
 */
export function StrengthHint(props: StrengthMeterProps) {
  const [Meter, setMeter] = useState<ComponentType<StrengthMeterProps> | null>(null);
  const { language } = useLocalisation();
  const hasTyped = props.typed.length > 0;
  useEffect(() => {
    if (!hasTyped || Meter !== null) return;
    Promise.all([import('../strength/strength_meter'), STRENGTH_WORDS.load(language)]).then(
      ([loaded]) => setMeter(() => loaded.StrengthMeter),
      () => undefined, // tried again with the next password
    );
  }, [hasTyped]);
  return <div class="strengthPlace">{Meter !== null && <Meter {...props} />}</div>;
}
